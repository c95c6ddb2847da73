"""Names of tables and columns for SQL and for people."""

from __future__ import annotations


def quote_name(name: str) -> str:
    """A name as SQL writes it, safe whatever it is."""
    return '"' + name.replace('"', '""') + '"'


def say_name(name: str) -> str:
    """A name as words: "in_force" is "In force"."""
    return name.replace("_", " ").strip().capitalize()
