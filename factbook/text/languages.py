"""Which reader a language tag has."""

from __future__ import annotations

from functools import lru_cache

from factbook.text.en import English
from factbook.text.language import Language

_READERS = {"en": English()}


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language | None:
    """The reader for a BCP 47 tag, by its primary subtag and, where it matters, its region.

    None where there is none: then nothing is read.
    """
    return _READERS.get(tag.replace("_", "-").split("-")[0].lower())
