"""Patterns that are compiled when they are first asked: of some three hundred, most runs ask a few."""

from __future__ import annotations

import re
from typing import cast


class _Late:
    """A pattern of `re` that is compiled at the first look at one of its methods, which it then has as its own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        # Kept on the pattern itself: from now on, asking it costs what asking a compiled one does.
        found: object = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but compiled only when it is first asked; what is wrong with it is raised then."""
    return cast("re.Pattern[str]", _Late(source, flags))
