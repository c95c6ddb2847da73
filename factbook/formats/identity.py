"""Identifiers that outlive an address: UUIDs of the fifth version (RFC 9562), made from names and nothing else."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from factbook.formats.entry import Edition
from factbook.locale import is_home, language


def identity(edition: Edition, name: str) -> str:
    """The URN of what has this name in the factbook of this title, wherever it is published and in whatever release.

    What is said in another language is another text, with another URN.
    """
    said_in = "" if is_home() else f"\n{language()}"
    return uuid5(NAMESPACE_URL, f"factbook:{edition.title}\n{name}{said_in}").urn
