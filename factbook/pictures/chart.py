"""A chart: its question's rows drawn for a wide and a narrow page, and as files of their own.

Turns a declaration of metadata.yml and the finished database into files by name: `wide.svg` and `narrow.svg` to
stand in a page, in its colours; `svg` and `png` to be taken away, with title, unit, note and sources on them; `csv`,
the rows.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factbook.formats import Edition
from factbook.formats.csv_lines import to_csv
from factbook.formats.wording import say_date
from factbook.pictures.drawing import draw
from factbook.pictures.palette import as_variables
from factbook.pictures.rows import Row, Rows, drawn_rows, load_rows
from factbook.pictures.sheet import NOTE, TITLE, UNIT, compose, to_png
from factbook.problems import ProjectError
from factbook.record import DATABASE, Source, load_facts, load_sources
from factbook.schema import Schema

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChartInput:
    """All that a chart is made of: the declaration, the rows as they are drawn, datasets by name, and texts on it."""

    declared: Words
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    data: Words
    below: tuple[str, ...]


def sql_of(declared: Words, metadata: Words) -> str:
    """The SQL of the question that a chart draws."""
    return str(metadata["databases"][DATABASE]["queries"][declared["query"]]["sql"])


def chart_input(
    conn: sqlite3.Connection, declared: Words, metadata: Words, schema: Schema, edition: Edition, root: Path
) -> ChartInput | None:
    """What the chart is made of; None where there is nothing to draw, or too much."""
    found: Rows = load_rows(conn, sql_of(declared, metadata))
    if not found.rows:
        return None
    return ChartInput(
        declared=declared,
        columns=found.columns,
        rows=drawn_rows(conn, found.rows, schema, declared, str(metadata.get("language") or "en")),
        data={name: _dataset(root, path) for name, path in (declared.get("data") or {}).items()},
        below=_below(declared, sources_of(conn, found.rows), edition, metadata),
    )


def sources_of(conn: sqlite3.Connection, rows: Iterable[Row]) -> tuple[Source, ...]:
    """The articles that prove the rows' facts, or that the rows are of, in order of publication."""
    listed = list(rows)
    facts = load_facts(conn, (row["fact"] for row in listed if row.get("fact")))
    cited = [citation.source.id for fact in facts for citation in fact.citations]
    sources = load_sources(conn, [*cited, *(row["source"] for row in listed if row.get("source"))])
    return tuple(sorted(sources, key=lambda source: (source.published or "9999", source.id)))


def render_chart(chart: ChartInput) -> dict[str, bytes]:
    """The files of the chart by the end of their name."""
    declared = chart.declared
    wide, narrow = (draw(declared, chart.rows, chart.data, size) for size in ("wide", "narrow"))
    above = ((declared["title"], TITLE), (declared["unit"], UNIT))
    alone = compose(wide, above, [(text, NOTE) for text in chart.below])
    cells = ([row[column] for column in chart.columns] for row in chart.rows)
    return {
        "wide.svg": as_variables(wide).encode(),
        "narrow.svg": as_variables(narrow).encode(),
        "svg": alone.encode(),
        "png": to_png(alone),
        "csv": to_csv(chart.columns, cells),
    }


def _below(declared: Words, sources: Iterable[Source], edition: Edition, metadata: Words) -> tuple[str, ...]:
    """What stands under a chart that is taken away: note, sources, and whose it is."""
    said = "; ".join(dict.fromkeys(_said(source) for source in sources))
    license = f" {metadata['license']}." if metadata.get("license") else ""
    whose = f"{edition.title}, release {edition.release.version}.{license} {edition.base_url}".strip()
    credit = (declared.get("credit"), f"Sources: {said}." if said else "", whose)
    return tuple(str(text) for text in (declared["note"], *credit) if text)


def _said(source: Source) -> str:
    return f"{source.publisher}, {say_date(source.published)}" if source.published else source.publisher


def _dataset(root: Path, path: str) -> Any:
    """A file of the project as rows: CSV by its header, numbers as numbers; JSON as it is. Raises ProjectError."""
    file = (root / path).resolve()
    try:
        if not file.is_relative_to(root.resolve()):
            raise ValueError("it is outside of the project")
        text = file.read_text(encoding="utf-8")
        return json.loads(text) if file.suffix == ".json" else [_row(row) for row in csv.DictReader(text.splitlines())]
    except (OSError, ValueError) as error:
        raise ProjectError(f"metadata.yml: {path}, which a chart draws, cannot be read: {error}") from error


def _row(row: Mapping[str, str]) -> dict[str, str | float]:
    return {name: _cell(text) for name, text in row.items()}


def _cell(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
