"""The fact files of a folder, and the text of each: what no fact file may be is refused here.

Turns `facts/<table>/*.yml`, `facts/retired.yml` and `facts/changes.yml` into text. Nothing here reads YAML, and nothing
is written.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from factbook.factfiles.nodes import Mark, Refused
from factbook.problems import ProjectError

MAX_BYTES = 4_000_000
#: What became of published records: tables with one file each, right in facts/, and no folder.
HISTORY = ("changes", "retired")
#: Folders right in facts/ that hold no facts.
LOCKS, TRANSLATIONS = "locks", "translations"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def fact_files(root: Path) -> list[Path]:
    """The fact files under `root` (the facts folder), sorted by name; raises ProjectError without the folder."""
    if not root.is_dir():
        raise ProjectError(f"{root}: there is no such folder of facts")
    return sorted(_walk(root), key=lambda path: path.parts)


def _walk(root: Path) -> Iterator[Path]:
    """Every file below `root` that has to be one of facts: what is not hidden, and neither a lock nor a translation."""
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        # A link to a folder is not followed; it is told of as a file that leads elsewhere.
        linked = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118 - quick
        names = [name for name in (*files, *linked) if not name.startswith(".")]
        if here == root or here == root / LOCKS:
            names = [name for name in names if not name.endswith(".lock")]
        if here == root:
            folders[:] = [name for name in folders if name != TRANSLATIONS]
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from map(here.joinpath, names)


def name_of(path: Path, root: Path) -> str:
    """What problems call the file: its path from the folder above `root`, with slashes."""
    return root.name + path.as_posix().removeprefix(root.as_posix())


def _below(path: Path, root: Path) -> list[str]:
    return path.as_posix().removeprefix(f"{root.as_posix()}/").split("/")


def table_of(path: Path, root: Path) -> str:
    """The table whose records a file holds: the folder's name, or that of a file of history."""
    folder, *names = _below(path, root)
    return folder if names else path.stem


def file_bytes(path: Path, root: Path) -> bytes:
    """The file's bytes; raises Refused at what no fact file may be."""
    # Few are links, and to follow the whole way of each file takes long.
    linked = os.path.islink(path) or os.path.islink(os.path.dirname(path))  # noqa: PTH114, PTH120 - quicker than a Path
    if linked and not path.resolve().is_relative_to(root.resolve()):
        raise Refused("file", None, "a link that leads out of facts/", "put the file itself here")
    if path.suffix != ".yml":
        raise Refused(
            "file", None, f"{path.suffix or 'a file without ending'} where .yml is due", "rename or remove it"
        )
    _, *names = _below(path, root)
    if len(names) != 1 and not (not names and path.stem in HISTORY):
        raise Refused("file", None, "a fact file lies in facts/<table>/", "move it there")
    return _content(path)


def _content(path: Path) -> bytes:
    try:
        # A pipe that nobody writes to would be waited for.
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except PermissionError as error:
        raise Refused("file", None, "cannot be read: permission denied", "give it read permission") from error
    except OSError as error:
        raise Refused("file", None, f"cannot be read: {error.strerror}", "") from error
    try:
        return _read_all(file)
    except OSError as error:
        raise Refused("file", None, f"cannot be read: {error.strerror}", "") from error
    finally:
        os.close(file)


def _read_all(file: int) -> bytes:
    """The bytes of an open file; raises Refused where it is none, or too large."""
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode):
        raise Refused("file", None, "not a regular file", "remove it")
    if status.st_size > MAX_BYTES:
        raise Refused("file", None, f"{status.st_size:,} bytes; a fact file has at most {MAX_BYTES:,}", "split it")
    data = b""
    while part := os.read(file, status.st_size + 1):
        data = data + part if data else part
    return data


def decode(data: bytes) -> str:
    """The bytes as text; raises Refused where they are not plain UTF-8."""
    if data.startswith(b"\xef\xbb\xbf"):
        raise Refused("file", Mark(0, 0), "starts with a byte order mark", "save as UTF-8 without BOM")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = _mark_after(data[: error.start].decode("utf-8", "replace"))
        raise Refused("file", mark, f"byte 0x{data[error.start]:02x} is not UTF-8", "save as UTF-8") from error
    if "\r" in text:
        raise Refused("file", _mark_after(text[: text.index("\r")]), "a carriage return", "save with LF line ends")
    # What is printable holds none, and that is quickly asked.
    if not text.replace("\n", "").isprintable() and (control := CONTROL.search(text)):
        found = f"control character U+{ord(control.group()):04X}"
        raise Refused("control-character", _mark_after(text[: control.start()]), found, "remove it")
    return text


def _mark_after(before: str) -> Mark:
    return Mark(before.count("\n"), len(before) - before.rfind("\n") - 1)
