"""The named parameters of a question in SQL, as SQLite reads it: none in a text, a quoted name or a comment.

Datasette 0.65 takes comments away before texts, so that two hyphens in a text hide what stands behind them (its pull
request 2783, which is of 1.0).
"""

from __future__ import annotations

import re

# Whichever begins first is read to its end, as SQLite's own tokens are.
_TOKEN = re.compile(
    r"""'(?:''|[^'])*' | "(?:""|[^"])*" | `(?:``|[^`])*` | \[[^\]]*\] | --[^\n]* | /\*.*?(?:\*/|\Z) | :(?P<name>\w+)""",
    re.X | re.S,
)


def named_parameters(sql: str) -> list[str]:
    """The names of the parameters in their order, each as often as it stands there."""
    return [found["name"] for found in _TOKEN.finditer(sql) if found["name"]]
