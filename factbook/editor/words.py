"""What schema.sql says of tables and columns, in the words of one who has to fill them in."""

from __future__ import annotations

from factbook.factfiles.files import HISTORY
from factbook.schema import REGISTER, Column, Schema, Table

#: Plurals that take more than an s.
_PLURALS = ("oes", "ches", "shes", "sses", "xes", "zes")
_TAGS = {
    "editorial": "Our own word, which needs no proof.",
    "printed": "As printed, so that a quote that proves it has the same words.",
    "unit": "As printed, so that it or its sign is in a quote that proves it.",
    "qualifier": 'Its words are beside the number; "as printed" says that there are none.',
    "date": "EDTF, as precise as what is printed, such as 2010, 2020-12, 2025-06-16, 2018/2023, 1986~ or [..2021-03].",
}


def singular(table: str) -> str:
    """One of what a table holds: `figure` of `figures`, `company` of `companies`, `volcano` of `volcanoes`."""
    if table.endswith("ies"):
        return f"{table[:-3]}y"
    return table[:-2] if table.endswith(_PLURALS) else table.removesuffix("s")


def table_named(word: str, schema: Schema) -> Table | None:
    """The table with a folder of fact files that is called so, in the singular or the plural; None if none is."""
    return next((table for name, table in schema.roots.items() if word in (name, singular(name))), None)


def fact_files_of(table: str) -> str:
    """Where a project keeps the records of a table, as a pattern of paths."""
    return f"facts/{table}.yml" if table in HISTORY else f"facts/{table}/*.yml"


def explain(column: Column) -> str:
    """The column's comment, and what its tags ask of its value, as sentences."""
    sentences = [column.comment, *(words for tag, words in _TAGS.items() if tag in column.tags)]
    if column.references and column.name != "id":
        sentences.append(f"The id of {_what(column.references)}.")
    if column.unit and not column.unit.startswith("see "):
        sentences.append(f"Unit: {column.unit}.")
    return " ".join(sentences)


def _what(table: str) -> str:
    if table == REGISTER:
        return "any record but an article"
    name = singular(table)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def label_column(table: Table) -> str | None:
    """The column that says what a record is called: the one tagged so, else a title; None where there is neither."""
    return table.label if table.label != "id" else next((c for c in ("label", "title") if c in table.columns), None)
