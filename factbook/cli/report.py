"""Problems to text for people, JSON for programs, and annotations for GitHub's pages.

Pure functions from problems to a string, one a form. The order is the caller's; nothing is printed here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from factbook.problems import KINDS, Problem

#: A form: takes problems, those of changed files first where that is known, and the error that stopped the work.
Report = Callable[[Sequence[Problem], str], str]


def as_text(problems: Sequence[Problem], error: str = "") -> str:
    """A problem a paragraph, as `Problem` prints itself; "" where nothing is wrong. The error is printed elsewhere."""
    del error
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: Sequence[Problem], error: str = "") -> str:
    """One JSON object: `problems`, a list of objects with each problem's fields and its kind's `meaning`; `error`.

    `line` and `column` count from 1 and are 0 where there is no place; `error` is null unless the work was stopped.
    """
    found = [{**problem._asdict(), "meaning": KINDS[problem.kind]} for problem in problems]
    return json.dumps({"problems": found, "error": error or None}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem], error: str = "", folder: str = "") -> str:
    """Workflow commands of GitHub Actions, one a line; paths begin with `folder`, where the project is not the top."""
    lines = [_annotation(problem, folder) for problem in problems]
    if error:
        lines.append(f"::error title=factbook::{_escaped(error)}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(problem: Problem, folder: str) -> str:
    place = {"file": (PurePosixPath(folder) / problem.path).as_posix()}
    if problem.line:
        place |= {"line": str(problem.line), "col": str(problem.column)}
    words = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in {**place, "title": problem.kind}.items())
    where = f"{problem.where}: " if problem.where else ""
    hint = f"\n{problem.hint}" if problem.hint else ""
    return f"::error {words}::{_escaped(f'{where}{problem.message}{hint}')}"


def _escaped(text: str, more: str = "") -> str:
    """The text as GitHub wants it: percent signs first, then line ends and what else would end a property."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
