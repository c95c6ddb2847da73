"""What was looked up of records, by their ids, for the next page that shows them: their lines, their articles.

Only over a file that cannot change, and bounded: what is not kept is looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

K = TypeVar("K", str, int)
T = TypeVar("T")


class Remembered:
    """What questions said of ids: of each question so many at most, then it begins anew; of none where that is 0."""

    def __init__(self, most: int = 0) -> None:
        self._most = most
        self._kept: defaultdict[str, dict[Any, Any]] = defaultdict(dict)

    def ask(self, question: str, ids: Iterable[K], load: Callable[[list[K]], Mapping[K, T]]) -> dict[K, T]:
        """What is known of each id, in their order, each once; those are left out of which nothing is.

        `load` says it of those of which nothing is kept. Threads may ask at the same time.
        """
        kept = self._kept[question]
        known = {id: kept.get(id) for id in ids}
        missing = [id for id, found in known.items() if found is None]
        if missing:
            known |= load(missing)
            self._keep(kept, {id: known[id] for id in missing if known[id] is not None})
        return {id: found for id, found in known.items() if found is not None}

    def _keep(self, kept: dict[K, T], found: Mapping[K, T]) -> None:
        if len(kept) + len(found) > self._most:
            kept.clear()
        if len(found) <= self._most:
            kept.update(found)
