"""What of a record's lists is in our own words, and so may be translated: known by tags, and of evidence by name."""

from __future__ import annotations

from factbook.schema.core import EVIDENCE
from factbook.schema.model import Table

#: Of the lists that every factbook has: what tells their rows apart, and our words in them.
_OF_EVIDENCE = {
    "derivations": ("field", ("reason",)),
    "cross_checks": ("id", ("article_says", "elsewhere", "read")),
    "fact_distinct_from": ("other", ("reason",)),
}


def own_words_of(child: Table) -> tuple[str | None, tuple[str, ...]]:
    """The column that tells the rows of a record's list apart, None where none does, and those of our own words."""
    if child.name in _OF_EVIDENCE:
        return _OF_EVIDENCE[child.name]
    if child.name in EVIDENCE:
        return None, ()
    item = next((column.name for column in child.given.values() if column.references), None)
    return item, tuple(column.name for column in child.given.values() if "words" in column.tags)
