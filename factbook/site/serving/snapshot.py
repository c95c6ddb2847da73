"""The files of the release that is served, held apart: a build while the site runs changes nothing that it serves.

Datasette opens the database anew for each of its threads, at the moment that it needs one, by the file's name. So what
is served has names of its own, `.served/<process id>/...`, as links to the same files: a build puts other files under
the usual names, and these live on until the site has ended and the next one clears them away.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from factbook.files import is_running
from factbook.problems import WriteError

FOLDER = ".served"


def pin_release(database: Path, *folders: Path) -> Path:
    """The database under a name of this process, with what stands beside it: those of the folders that there are.

    Raises WriteError where they cannot be held.
    """
    held = database.parent / FOLDER
    own = held / str(os.getpid())
    try:
        remove_unused(held)
        own.mkdir(parents=True)
        _link(str(database), str(own / database.name))
        for folder in folders:
            if folder.is_dir():
                shutil.copytree(folder, own / folder.name, copy_function=_link)
    except OSError as error:
        raise WriteError(f"{own}: cannot hold what is to be served: {error.strerror or error}") from error
    return own / database.name


def remove_unused(held: Path) -> None:
    """Remove what sites have held that are no more; and what this process's number may have held before."""
    for folder in held.glob("*"):
        is_another = folder.name.isdecimal() and int(folder.name) != os.getpid()
        if not (is_another and is_running(int(folder.name))):
            shutil.rmtree(folder)


def _link(source: str, target: str) -> None:
    """A second name for the file; where the file system has none, a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
