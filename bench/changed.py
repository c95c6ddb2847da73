"""One file changed of many: what `check` and `build` cost beside a full build, and whether the bytes are the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from costs import cost_of
from full import CHECK, build_command, forget, write

#: How many facts a made-up file holds on average.
FACTS_PER_FILE = 24.6


class Changed(NamedTuple):
    """A change, the CPU of `check` and of `build` after it over that of a full build, and whether bytes are equal."""

    what: str
    check: float
    build: float
    same_bytes: bool


#: What tells a change from the one before; a number would have to be printed in an article.
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def nothing(_facts: Path, _time: int) -> None:
    """Change nothing."""


def note(facts: Path, time: int) -> None:
    """Change a remark: no proof, no label and no reference is touched."""
    _replace(facts / "figures/figures-000001.yml", r"^  note: .*$", f"  note: Remark {_LETTERS[time]} of an editor.")


def label(facts: Path, time: int) -> None:
    """Change what a record is called: it is told in the register, and looked for in the full text."""
    _replace(
        facts / "figures/figures-000001.yml", r"^  label: (.*?)(?: \([a-z]\))?$", rf"  label: \1 ({_LETTERS[time]})"
    )


def quote(facts: Path, _time: int) -> None:
    """Take the last word off a quote, and have the lock say so."""
    path = facts / "statements/statements-000001.yml"
    cited = r"source: (.*)\n      paragraph: (.*)\n      quote: (.*)\n"
    found = re.search(cited, path.read_text(encoding="utf-8"))
    assert found
    source, paragraph, old = found.groups()
    new = old.rpartition(" ")[0]
    _replace(path, re.escape(f"quote: {old}"), f"quote: {new}")
    _relock(facts / "locks" / f"{source}.lock", f"quote {paragraph} ", old, new)


def _relock(path: Path, paragraph: str, old: str, new: str) -> None:
    """Put the new quote, which starts as the old one does, into the old one's stead, and the lines in their order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    block = [number for number, line in enumerate(lines) if line.startswith(paragraph)]
    for number in block:
        span, sha256, *said = lines[number].split(" ", 4)[2:]
        if sha256 == _digest(old):
            start = int(span.partition("-")[0])
            lines[number] = f"{paragraph}{start}-{start + len(new)} {' '.join([_digest(new), *said])}"
    here = slice(block[0], block[-1] + 1)
    lines[here] = sorted(lines[here], key=lambda line: line.split()[3])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _digest(quote: str) -> str:
    """The quote's digest, as the lock has it: in made-up articles it needs no normalisation."""
    return hashlib.sha256(quote.encode()).hexdigest()


def _replace(path: Path, pattern: str, text: str) -> None:
    changed = re.sub(pattern, text, path.read_text(encoding="utf-8"), count=1, flags=re.M)
    path.write_text(changed, encoding="utf-8")


CHANGES: dict[str, Callable[[Path, int], None]] = {
    "nothing": nothing, "a note": note, "a label": label, "a quote, and the lock": quote,
}  # fmt: skip


def measure_changes(files: int, folder: Path) -> list[Changed]:
    """Each change once, in a corpus of about so many files, which has just been built in full."""
    root = write(round(files * FACTS_PER_FILE), folder / "corpus")
    forget(root)
    cost_of(build_command(root))
    return [_measure(what, change, root) for what, change in CHANGES.items()]


def _measure(what: str, change: Callable[[Path, int], None], root: Path) -> Changed:
    change(root / "facts", 1)
    check = cost_of(build_command(root, CHECK))
    change(root / "facts", 2)
    build = cost_of(build_command(root))
    bytes_after_change = _sha256(root / "factbook.db")
    forget(root)
    full = cost_of(build_command(root))
    return Changed(
        what, check.cpu / full.cpu, build.cpu / full.cpu, bytes_after_change == _sha256(root / "factbook.db")
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
