"""What the search is made of, for whoever searches the database without this package: the frozen edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factbook.record.search.reading import LONGEST_PHRASE, LONGEST_TERM, MOST_TERMS, MOST_WAYS
from factbook.record.search.spelling import CANDIDATES, SHORTEST
from factbook.record.search.statements import statements
from factbook.record.search.words import APART, BEGINNING, TYPED
from factbook.text import es_dates
from factbook.text.dates import MONTHS
from factbook.text.letters import SCRIPT


def search_setting() -> Mapping[str, Any]:
    """The statements by name; and by what a query is read: bounds, weights, months, signs of scripts without spaces."""
    return {
        "sql": statements(),
        "script": SCRIPT,
        "months": [MONTHS, es_dates.MONTHS],
        "terms": {"most": MOST_TERMS, "longest": LONGEST_TERM, "in_a_phrase": LONGEST_PHRASE, "ways": MOST_WAYS},
        "weights": {"typed": TYPED, "apart": APART, "beginning": BEGINNING},
        "spelling": {"shortest": SHORTEST, "candidates": CANDIDATES},
    }
