"""Which reader a language tag has."""

from __future__ import annotations

from functools import lru_cache

from factbook.text.en import English
from factbook.text.es import spanish_of
from factbook.text.ja import Japanese
from factbook.text.language import Language

_ENGLISH, _JAPANESE = English(), Japanese()


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language | None:
    """The reader for a BCP 47 tag, by its primary subtag and, where it matters, its region.

    None where there is none: then nothing is read.
    """
    primary, *subtags = tag.replace("_", "-").split("-")
    region = next((subtag for subtag in subtags if len(subtag) == 2 or subtag.isdecimal()), "")
    if primary.lower() == "es":
        return spanish_of(region)
    return {"en": _ENGLISH, "ja": _JAPANESE}.get(primary.lower())
