"""Which texts other readers of YAML would take for something else, so that the canonical form quotes them.

By YAML 1.1 as PyYAML reads it (`no`, `012`, `12:30`, dates), and by the core schema of YAML 1.2 (`1e3`, `0o14`). This
project's own reader takes every scalar for the text that is written.
"""

from __future__ import annotations

import re

import yaml

from factbook.schema import Column

_RESOLVER = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"
#: Numbers of the core schema of YAML 1.2, with `_` as some of its readers take them; booleans that PyYAML leaves out.
_CORE = re.compile(
    r"[-+]?[0][xob][0-9a-fA-F_]+|[-+]?([0-9_]+\.?[0-9_]*|\.[0-9_]+)([eE][-+]?[0-9]+)?|"
    r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[yYnN]"
)
#: What every reader takes for the same number.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def needs_quotes(text: str, column: Column | None) -> bool:
    """Whether the text is to be quoted: it is no number of a column of numbers, and some reader would type it."""
    if column is not None and column.type != "TEXT" and _NUMBER.fullmatch(text):
        return False
    resolved = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call] # PyYAML's stubs
    return resolved != _TEXT or _CORE.fullmatch(text) is not None
