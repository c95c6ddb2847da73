"""Wrong fact folders by the thousand, new ones each time: `python bench/fuzz.py [FOLDERS]`.

Each is built, or refused with its problems, or this says what it was, at its smallest, and ends with status 1. What was
found becomes an example below tests/examples/bad, with its cure.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from fuzzing import Fuzzed, changes, made_up


def main(folders: int) -> None:
    """Try this many folders: half of them changed and built, the rest made up, or changed and put into their form."""
    with tempfile.TemporaryDirectory(prefix="factbook-fuzz-") as folder:
        fuzzed = Fuzzed(Path(folder) / "project")
        _try("changed", folders // 2, changes(), lambda found: fuzzed.attempt(fuzzed.changed(found)))
        _try("made up", folders // 4, made_up(), lambda found: fuzzed.attempt(fuzzed.with_files(found)))
        _try("fmt", folders // 4, changes(), lambda found: fuzzed.attempt(fuzzed.changed(found), "fmt", "--check"))


def _try(name: str, number: int, strategy: SearchStrategy[Any], attempt: Callable[[Any], int]) -> None:
    statuses: Counter[int] = Counter()
    start = perf_counter()

    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(found=strategy)
    def attempted(found: Any) -> None:
        statuses[attempt(found)] += 1

    attempted()
    ended = f"{statuses[0]:,} built, {statuses[1]:,} refused with their problems, {statuses[2]:,} with an error"
    print(f"{name}: {statuses.total():,} folders in {perf_counter() - start:.0f} s: {ended}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
