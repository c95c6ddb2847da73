"""What share of falsehoods the rules refuse, as a page tells it: from the file of `build.py falsify --write`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: Where the figures stand in a project.
FALSIFIED = "falsified.json"


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of falsehood: how many were put into the facts, and how many of them the rules refused."""

    kind: str
    tried: int
    refused: int

    @property
    def percent(self) -> int:
        """The share refused in whole percent, rounded down."""
        return 100 * self.refused // self.tried if self.tried else 100


@dataclass(frozen=True, slots=True)
class Falsified:
    """The version of the facts that was falsified, and the shares by kind, the last of each: all together."""

    version: str
    random: Sequence[Share]
    nearest: Sequence[Share]


@cache
def load_falsified(root: Path) -> Falsified | None:
    """The figures of the project in this folder; None where it has none."""
    path = Path(root, FALSIFIED)
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    random, nearest = (tuple(Share(**share) for share in data[name]) for name in ("random", "nearest"))
    return Falsified(data["version"], random, nearest)
