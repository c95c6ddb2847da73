"""Ids for new records: a slug from the words by which a record is known, which no other record has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

MAX_LENGTH = 80


def slug(text: str) -> str:
    """The text in lower-case ASCII letters, digits and hyphens, cut between words to 80; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text.casefold())).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= MAX_LENGTH else words[: MAX_LENGTH + 1].rpartition("-")[0] or words[:MAX_LENGTH]


def free_id(wanted: str, taken: Container[str]) -> str:
    """The id that is wanted, or where it is taken, the same with the first number from 2 on that is free."""
    id, number = wanted, 1
    while id in taken:
        number += 1
        id = f"{wanted[: MAX_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"
    return id
