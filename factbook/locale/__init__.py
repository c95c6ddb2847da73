"""The languages in which the site speaks: catalogues, the reader's language, numbers and dates by it."""

from __future__ import annotations

from factbook.locale.reader import N_, _, at_home, home, is_home, language, ngettext, say, speaking

__all__ = ["N_", "_", "at_home", "home", "is_home", "language", "ngettext", "say", "speaking"]
