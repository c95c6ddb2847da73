"""A new factbook: the files of a project to begin with, or of a small one that is finished.

Turns the starter's files, which lie in the package, into a folder. It writes over nothing. A name that begins with
`dot-` there begins with a dot in the project, and `.in` at the end of one goes.
"""

from __future__ import annotations

from importlib.metadata import packages_distributions, version
from importlib.resources import files
from pathlib import Path

from factbook.files import make_folder, write_text
from factbook.problems import RequestError

#: Where the files lie.
STARTER = Path(str(files("factbook.editor"))) / "starter"


def starter_files(example: bool) -> dict[str, str]:
    """The text of each file by its path in the project, sorted: of the example, or of a project without facts."""
    found = {}
    for folder in (STARTER / "common", STARTER / ("example" if example else "plain")):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                name = path.relative_to(folder).as_posix().replace("dot-", ".").removesuffix(".in")
                found[name] = path.read_text(encoding="utf-8")
    found["requirements.txt"] = found["requirements.txt"].format(package=_package())
    return dict(sorted(found.items()))


def start_project(folder: Path, example: bool) -> list[str]:
    """Write the files into the folder, which is made where it is not there; returns their paths in it, sorted.

    Raises RequestError where one of them is there already, and then writes none.
    """
    wanted = starter_files(example)
    there = [name for name in wanted if (folder / name).exists()]
    if there:
        raise RequestError(f"{folder}: {', '.join(there)} is there already; nothing was written")
    for name, text in wanted.items():
        make_folder((folder / name).parent)
        write_text(folder / name, text)
    return list(wanted)


def _package() -> str:
    """The name and the version under which this package is installed, as pip takes them; a comment where it is not."""
    names = packages_distributions().get("factbook")
    return f"{names[0]}=={version(names[0])}" if names else "# The wheel of the factbook, or its address."
