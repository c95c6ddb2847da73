"""What a full build costs, beside PyYAML's C loader reading the same files: `python bench/build.py [N ...]`.

Each command runs as a process of its own, in turn, and the operating system says what it used. The ratio is what
counts: machines differ, and drift.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from corpus import PROJECT, write_corpus

LOADER = (
    "import pathlib, sys, yaml\n"
    "for path in sorted(pathlib.Path(sys.argv[1]).rglob('*.yml')):\n"
    "    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)\n"
)


class Cost(NamedTuple):
    """What a process used: seconds of CPU, and peak memory in megabytes."""

    cpu: float
    memory: float


def cost_of(command: list[str]) -> Cost:
    """Run the command to its end and return what it used; raises where it fails."""
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(count: int, folder: Path) -> str:
    """A row of the table for a corpus of `count` facts."""
    write_corpus(count, folder)
    python, facts = sys.executable, str(folder / "facts")
    build = [python, "build.py", "--root", str(folder)]
    loader, check = cost_of([python, "-c", LOADER, facts]), cost_of([*build, "check"])
    full = cost_of(build)
    return (
        f"| {count:,} | {loader.cpu:.1f} | {check.cpu / loader.cpu:.1f} | {full.cpu / loader.cpu:.1f} "
        f"| {count / full.cpu:,.0f} | {full.memory:.0f} |"
    )


def main(counts: list[int]) -> None:
    """Print the table."""
    print("| facts | CSafeLoader, CPU s | check, ratio | full build, ratio | facts per CPU s | peak MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            print(measure(count, Path(folder) / "corpus"), flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1_000, 10_000])
