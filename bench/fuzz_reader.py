"""Bytes to the reader, led by what they reach in it: `python bench/fuzz_reader.py [SECONDS]`, then `... keep`.

Needs Atheris, which is there for Linux and macOS (`make fuzz` installs it). Every file gives records or problems: an
exception ends the run with status 77, and the file that caused it lies in .cache/fuzz-crash-*. `keep` adds to
tests/fuzz_corpus the smallest files that reach what none there does; a test replays those. Nothing over 400 bytes is
tried: what a reader does wrong, it does wrong in a few lines.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["factbook"]):
    from factbook.factfiles.read import read_file
    from factbook.problems import KINDS

ROOT = Path(__file__).resolve().parent.parent
CORPUS, FOUND = ROOT / "tests/fuzz_corpus", ROOT / ".cache/fuzz-found"
LONGEST = 400
#: Words that bytes alone would be long in finding.
WORDS = [
    "- id: a\n",
    "---\n",
    "%YAML 1.2\n",
    "&a ",
    "*a",
    "!!set ",
    "? ",
    "\\x85",
    "\\u2028",
    "\ufeff",
    "\x85",
    "<<: ",
    "|\n",
    ">-\n",
]


def main(words: list[str]) -> None:
    """Fuzz for so many seconds (60 without a number), or keep what was found; libFuzzer ends the process."""
    FOUND.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="factbook-fuzz-") as folder:
        file = Path(folder) / "facts/figures/fuzzed.yml"
        file.parent.mkdir(parents=True)
        # libFuzzer starts itself anew to merge, by its first word.
        command = f"{sys.executable} {Path(__file__)}"
        atheris.Setup([command, *_options(words, Path(folder))], lambda data: _read(file, data))
        atheris.Fuzz()


def _options(words: list[str], folder: Path) -> list[str]:
    if words and words[0].startswith("-"):
        return words
    common = [f"-max_len={LONGEST}", f"-artifact_prefix={ROOT / '.cache/fuzz-'}", "-rss_limit_mb=1000", "-timeout=10"]
    if words == ["keep"]:
        return [*common, "-merge=1", str(CORPUS), str(FOUND)]
    dictionary = folder / "words"
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS)
    dictionary.write_text("".join(f'"{word}"\n' for word in escaped), encoding="utf-8")
    return [*common, f"-max_total_time={words[0] if words else 60}", f"-dict={dictionary}", str(FOUND), str(CORPUS)]


def _read(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    records, problems = read_file(file, file.parent.parent)
    assert records or problems
    assert {problem.kind for problem in problems} <= set(KINDS)


if __name__ == "__main__":
    main(sys.argv[1:])
