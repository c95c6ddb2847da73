"""Whether anything on the site is closed to anybody: a rule in metadata.yml, as Datasette reads it."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette

_RULED: WeakKeyDictionary[Datasette, bool] = WeakKeyDictionary()


def is_ruled(datasette: Datasette) -> bool:
    """Whether a rule (`allow`, `allow_sql`) stands in the metadata, which stands still while Datasette runs."""
    if datasette not in _RULED:
        _RULED[datasette] = _has_rule(datasette.metadata())
    return _RULED[datasette]


def _has_rule(part: Any) -> bool:
    if isinstance(part, dict):
        return any(key in ("allow", "allow_sql") or _has_rule(value) for key, value in part.items())
    return isinstance(part, list) and any(map(_has_rule, part))
