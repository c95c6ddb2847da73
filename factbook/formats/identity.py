"""Identifiers that outlive an address: UUIDs of the fifth version (RFC 9562), made from names and nothing else."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from factbook.formats.entry import Edition


def identity(edition: Edition, name: str) -> str:
    """The URN of what has this name in the factbook of this title, wherever it is published and in whatever release."""
    return uuid5(NAMESPACE_URL, f"factbook:{edition.title}\n{name}").urn
