"""The statements of the search by name, for whoever asks the database without this package: the frozen edition."""

from __future__ import annotations

from collections.abc import Mapping

from factbook.record.search.find import _COUNTS, _FACTS, statement
from factbook.record.search.reading import _IN_SCRIPT, _PHRASES, _SAME, _STANDS
from factbook.record.search.spelling import _BEGINS, _NEAR


def statements() -> Mapping[str, str]:
    """SQL by name: `rank` orders the facts; the others read the query and count what its words find."""
    return {
        "rank": statement(),
        "facts": _FACTS,
        "count": _COUNTS[False],
        "count_letters": _COUNTS[True],
        "phrases": _PHRASES,
        "in_script": _IN_SCRIPT,
        "same": _SAME,
        "stands": _STANDS,
        "near": _NEAR,
        "begins": _BEGINS,
    }
