"""How often SQLite reads the named subqueries of a question before it answers.

Before 3.41 it writes out each use of a name, and in that the names used there, and cannot be interrupted as it does so:
fourteen uses of each of six names are half a million copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_TOKEN = re.compile(
    r"""--[^\n]*|/\*.*?(?:\*/|\Z)|"(?:[^"]|"")*"|\[[^\]]*\]|`(?:[^`]|``)*`|'(?:[^']|'')*'|\w+|\S""", re.S
)
_QUOTES = "\"'`[]"
_BETWEEN = ("not", "materialized")


def copies(sql: str) -> int:
    """The most copies that uses of names can make of one subquery: each name's uses, multiplied."""
    tokens = [token.strip(_QUOTES).lower() for token in _TOKEN.findall(sql) if not token.startswith(("--", "/*"))]
    # What stands before a point is no table.
    used = [token for token, after in pairwise([*tokens, ""]) if after != "."]
    product = 1
    for name in set(_names(tokens)):
        product *= max(1, used.count(name) - 1)
    return product


def _names(tokens: Sequence[str]) -> Iterator[str]:
    """What is called `name as (`, `name (columns) as (`, with "materialized" or without."""
    for at, word in enumerate(tokens):
        if word == "as" and at and _opens(tokens, at + 1):
            begin = at - 1
            if tokens[begin] == ")":
                begin = next((n for n in range(begin, -1, -1) if tokens[n] == "("), 0) - 1
            yield tokens[max(begin, 0)]


def _opens(tokens: Sequence[str], at: int) -> bool:
    while at < len(tokens) and tokens[at] in _BETWEEN:
        at += 1
    return at < len(tokens) and tokens[at] == "("
