"""A full build of a made-up factbook, and its peers on the same facts, each a process of its own, in turn."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from costs import Cost, cost_of, median_cost

PROJECT = Path(__file__).resolve().parent.parent
BENCH = PROJECT / "bench"
#: The Python that has the peers.
PEERS_PYTHON = PROJECT / ".cache/bench/bin/python"
#: What `build.py` keeps from one build to the next, in a project's folder.
CACHE = ".cache/facts"
BUILD, CHECK = "build", "check"
#: Seconds of CPU from which on a peer is measured once.
SLOW = 60
#: The peers: what each is called, its program in peers/, and whether it reads the fact files themselves.
PEERS = {
    "CSafeLoader": ("c_safe_loader.py", True),
    "yaml-to-sqlite": ("joined_yaml.py", False),
    "sqlite-utils": ("json_lines.py", False),
    "frictionless": ("data_package.py", False),
    "orjson floor": ("orjson_floor.py", False),
}


class Measured(NamedTuple):
    """A corpus, what each program took, and CPU (`ratios`) and clock (`walls`) of a full build over those of each.

    Both are of the same round.
    """

    facts: int
    files: int
    costs: dict[str, Cost]
    ratios: dict[str, float]
    walls: dict[str, float]

    @property
    def speed(self) -> float:
        """Facts that a full build takes in a second of CPU."""
        return self.facts / self.costs[BUILD].cpu


def build_command(root: Path, *words: str) -> list[str]:
    """The command line of `build.py` over this folder."""
    return [sys.executable, str(PROJECT / "build.py"), "--root", str(root), *words]


def write(count: int, folder: Path) -> Path:
    """A corpus of so many facts in the folder; written by another process, so that this one stays small."""
    cost_of([sys.executable, BENCH / "corpus.py", str(count), folder])
    return folder


def forget(root: Path) -> None:
    """Remove what earlier builds have left, so that the next one is a full one."""
    shutil.rmtree(root / CACHE, ignore_errors=True)
    (root / "factbook.db").unlink(missing_ok=True)


def measure(count: int, folder: Path, peers: Iterable[str], rounds: int) -> Measured:
    """What a corpus of `count` facts costs, the medians of so many rounds; the folder is new, and filled.

    A peer that has taken longer than SLOW is measured in the first round only.
    """
    corpus = write(count, folder / "corpus")
    cost_of([sys.executable, BENCH / "peer_files.py", corpus / "facts", folder / "peers"])
    every: list[dict[str, Cost]] = []
    for _ in range(rounds):
        quick = [name for name in peers if not every or every[0][name].cpu < SLOW]
        every.append(dict(_round(folder, quick)))
    costs = {name: median_cost(costs[name] for costs in every if name in costs) for name in every[0]}
    ratios = {name: median(c[BUILD].cpu / c[name].cpu for c in every if name in c) for name in costs}
    walls = {name: median(c[BUILD].wall / c[name].wall for c in every if name in c) for name in costs}
    return Measured(count, sum(1 for _ in (corpus / "facts").rglob("*.yml")), costs, ratios, walls)


def _round(folder: Path, peers: list[str]) -> Iterator[tuple[str, Cost]]:
    """Each program once, and what it took."""
    root = folder / "corpus"
    for name, words in ((CHECK, [CHECK]), (BUILD, [])):
        forget(root)
        yield _told(name, cost_of(build_command(root, *words)))
    forget(root)
    for name in peers:
        program, reads_facts = PEERS[name]
        target = folder / "peer.db"
        target.unlink(missing_ok=True)
        words = [root / "facts"] if reads_facts else [folder / "peers", target]
        yield _told(name, cost_of([PEERS_PYTHON, BENCH / "peers" / program, *words]))


def _told(name: str, cost: Cost) -> tuple[str, Cost]:
    print(f"{name}: {cost.cpu:.2f} s of CPU, {cost.memory:.0f} MB", file=sys.stderr, flush=True)
    return name, cost
