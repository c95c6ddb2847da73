"""The words for people in metadata.yml: which they are, and the same mapping in another language.

Names of tables, paths and SQL are no words; what is said is known by the keys under which it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factbook.locale.reader import say

#: Keys whose texts are said to people, and those whose mapping holds such texts.
_SAID = frozenset(
    {"title", "headline", "description", "singular", "ask", "unit", "note", "about", "missing", "undrawn"}
    | {"search_hint", "credit"}
)
_LABELS = frozenset({"labels", "related", "columns", "words"})
#: What is no word for people whatever its keys are.
_APART = frozenset({"choices", "scope", "sql", "params", "facets", "spec", "query", "texts", "layout", "skip"})


def words_in(words: Any, key: str = "") -> Iterator[str]:
    """The texts for people in a metadata.yml, in order."""
    if isinstance(words, dict):
        for name, value in words.items():
            if key in _LABELS and isinstance(value, str):
                yield " ".join(value.split())
            elif name not in _APART:
                yield from words_in(value, str(name))
    elif isinstance(words, list):
        for value in words:
            yield from words_in(value, key)
    elif isinstance(words, str) and key in _SAID and words:
        yield words


def in_language(words: Any, key: str = "") -> Any:
    """The same with its texts for people in the reader's language."""
    if isinstance(words, dict):
        if key in _LABELS:
            return {name: say(value) if isinstance(value, str) else value for name, value in words.items()}
        return {name: value if name in _APART else in_language(value, str(name)) for name, value in words.items()}
    if isinstance(words, list):
        return [in_language(value, key) for value in words]
    return say(words) if isinstance(words, str) and key in _SAID else words
