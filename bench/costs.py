"""What a command costs, as the operating system counts it, and tables of that in Markdown."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

NOT_MEASURED = "–"


class Cost(NamedTuple):
    """What a process and those it waited for used: seconds of CPU, seconds by the clock, megabytes of the largest."""

    cpu: float
    wall: float
    memory: float


def cost_of(command: Sequence[str | Path]) -> Cost:
    """Run the command to its end and return what it used; raises SystemExit where it fails.

    The process that measures must stay small: what it holds is counted as what the command held when it began.
    """
    start = perf_counter()
    # What Python has compiled is kept, as it is wherever a command is run twice.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=kept)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed with status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, perf_counter() - start, usage.ru_maxrss / 1024)


def median_cost(costs: Iterable[Cost]) -> Cost:
    """The median of each part."""
    return Cost(*map(median, zip(*costs, strict=True)))


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, with an empty line after it."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def shown(number: float | None) -> str:
    """A number to two figures or more; a dash where nothing was measured."""
    if number is None:
        return NOT_MEASURED
    places = next((places for least, places in ((100, 0), (10, 1), (0.1, 2)) if number >= least), 3)
    return f"{number:,.{places}f}"
