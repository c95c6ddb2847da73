"""An example of every kind of problem, out of the example folders of the tests: what the wheel has of them.

Turns `tests/examples/bad/<kind>/` into the sections of problem_examples.md. The transcripts have tests of their own, so
that what is shown is what the build says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factbook.problems import KINDS

#: Where the sections are kept, below the folder of this project and in the wheel.
FILE = "factbook/editor/problem_examples.md"
EXAMPLES = "tests/examples"
_MESSAGE = re.compile(r"^(?P<path>[^\s:]+)(?::(?P<line>\d+):\d+)?: .* \[(?P<kind>[a-z-]+)\]$")
_SECTION = re.compile(r"^## (\S+)\n\n(.*?)(?=^## |\Z)", re.M | re.S)
_BEFORE, _AFTER = 4, 1


class Example(NamedTuple):
    """A message as it is printed, with its hint, and the file and line (0: none) that it is about."""

    message: str
    path: str
    line: int


def load_examples() -> dict[str, str]:
    """By kind, its example in Markdown."""
    path = Path(__file__).with_name(Path(FILE).name)
    return dict(_SECTION.findall(path.read_text(encoding="utf-8")))


def gathered(root: Path) -> str:
    """All examples in Markdown, a section a kind, in the order of KINDS. `root` is the folder of this project."""
    sections = ((kind, "\n".join(_section(kind, root))) for kind in KINDS)
    return "".join(f"## {kind}\n\n{text}\n" for kind, text in sections if text)


def _section(kind: str, root: Path) -> Iterator[str]:
    folder = root / EXAMPLES / "bad" / kind
    if example := _example(kind, folder):
        if excerpt := _excerpt(example, folder, root):
            yield f"`{example.path}`\n\n```text\n{excerpt}\n```\n"
        yield f"```text\n{example.message}\n```\n"


def _example(kind: str, folder: Path) -> Example | None:
    """The first message of the kind in the folder's transcript, with the hint that follows it."""
    path = folder / "expected.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines):
        found = _MESSAGE.match(line)
        if found and found["kind"] == kind:
            hint = lines[number + 1 : number + 2]
            message = "\n".join([line, *(text for text in hint if text.startswith("    "))])
            return Example(message, found["path"], int(found["line"] or 0))
    return None


def _excerpt(example: Example, folder: Path, root: Path) -> str:
    """The lines around the place, numbered, with a sign before the one that is meant; "" where there is none."""
    # A folder lays its files over those of the complete example.
    places = (folder / example.path, root / EXAMPLES / "good/complete" / example.path)
    path = next((place for place in places if place.is_file()), None)
    if path is None or not example.line:
        return ""
    lines = path.read_bytes().decode("utf-8", "backslashreplace").split("\n")
    first = max(example.line - _BEFORE, 1)
    shown = list(enumerate(lines[first - 1 : example.line + _AFTER], first))
    return "\n".join(
        f"{'>' if number == example.line else ' '} {number:>3} | {_visible(text)}".rstrip() for number, text in shown
    )


def _visible(text: str) -> str:
    """The text with control characters as escapes."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
