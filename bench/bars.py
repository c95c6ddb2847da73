"""What compiling is meant to reach, and whether what was measured does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from changed import Changed
from costs import NOT_MEASURED, Cost, shown
from full import BUILD, Measured

#: Facts at which a full build is held against its peers, and the most that its CPU may be of theirs.
FACTS = 100_000
PEER_BARS = {"CSafeLoader": 3.0, "yaml-to-sqlite": 1 / 4}
#: The most time by the clock that it may take of CSafeLoader's, on two cores.
WALL = 1.7
#: Facts between which speed may not fall below this share, and the most memory at the larger number, in megabytes.
FEW, MANY, SHARE, MEMORY = 10_000, 1_000_000, 0.8, 400
#: The most that one changed file may cost `check` of a full build, and the most seconds that a small command may take.
CHANGE, START = 1 / 20, 0.8


def bars(measured: Sequence[Measured], changes: Sequence[Changed], starts: Mapping[str, Cost]) -> Iterator[list[str]]:
    """A row a bar: what it is, what was measured, and `met`, `missed` or a dash."""
    at = {m.facts: m for m in measured}
    for peer, most in PEER_BARS.items():
        ratio = at[FACTS].ratios.get(peer) if FACTS in at else None
        yield _at_most(f"{FACTS:,} facts: full build at most {shown(most)} times the CPU of {peer}", ratio, most)
    wall = at[FACTS].walls.get("CSafeLoader") if FACTS in at else None
    yield _at_most(f"{FACTS:,} facts: full build at most {WALL} times the clock of CSafeLoader", wall, WALL)
    speeds = [at[n].speed for n in (FEW, MANY) if n in at]
    share = speeds[1] / speeds[0] if len(speeds) == 2 else None
    what = f"facts a second at {MANY:,} at least {SHARE} of those at {FEW:,}"
    yield _row(what, share, lambda value: value >= SHARE)
    memory = at[MANY].costs[BUILD].memory if MANY in at else None
    yield _at_most(f"{MANY:,} facts: peak memory under {MEMORY} MB", memory, MEMORY)
    for change in changes:
        what = f"{change.what} changed: check at most {CHANGE} of a full build, and a build of its bytes"
        yield _row(what, change.check, lambda value, c=change: value <= CHANGE and c.same_bytes)
    for command, cost in starts.items():
        yield _at_most(f"`{command}` under {START} s of CPU", cost.cpu, START)


def _at_most(what: str, value: float | None, most: float) -> list[str]:
    return _row(what, value, lambda value: value <= most)


def _row(what: str, value: float | None, is_met: Callable[[float], bool]) -> list[str]:
    if value is None:
        return [what, NOT_MEASURED, NOT_MEASURED]
    return [what, shown(value), "met" if is_met(value) else "missed"]
