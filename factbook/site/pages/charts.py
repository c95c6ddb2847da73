"""The charts as pages show them: the pictures that were made before, and beside each a table of the same rows.

Turns a declaration of metadata.yml and the rows of its question into what the template prints. It draws nothing: where
no picture was made, the page says so, and the table stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from factbook.locale import language as spoken
from factbook.locale.catalogue import SOURCE
from factbook.pictures.chart import sources_of, sql_of
from factbook.pictures.folder import Pictures
from factbook.pictures.rows import BASE, count_undrawn, load_rows
from factbook.record import DATABASE, Reference, Source
from factbook.site.cells import find_record, record_named, show_cell, show_record
from factbook.site.names import Names

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as the page shows it; `drawings` are SVG by size, none where no picture was made.

    There are no rows where they are too many to draw: `many`. `undrawn` counts the rows that lack what is drawn, for
    the reason in `why_undrawn`.
    """

    id: str
    title: str
    unit: str
    note: str
    credit: str
    query: str
    many: bool
    drawings: Mapping[str, Markup]
    undrawn: int
    why_undrawn: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    sources: tuple[Source, ...]

    @property
    def path(self) -> str:
        """Where it has a page of its own."""
        return f"/charts/{self.id}"


@dataclass(frozen=True, slots=True)
class ChartMaker:
    """Makes charts of one site: its words, its metadata, its pictures, and the path that it is served under."""

    words: Names
    metadata: Words
    pictures: Pictures
    root_path: str

    def all(self, conn: sqlite3.Connection) -> list[Chart]:
        """Every chart that metadata.yml declares, in order."""
        return [self._chart(conn, declared) for declared in self.metadata.get("charts") or []]

    def one(self, conn: sqlite3.Connection, id: str) -> Chart | None:
        """The chart with this id, or None."""
        found = (each for each in self.metadata.get("charts") or [] if each["id"] == id)
        return next((self._chart(conn, declared) for declared in found), None)

    def _chart(self, conn: sqlite3.Connection, declared: Words) -> Chart:
        found = load_rows(conn, sql_of(declared, self.metadata))
        language = str(self.metadata.get("language") or SOURCE)
        asked = self.metadata["databases"][DATABASE]["queries"][declared["query"]]
        shown = [column for column in found.columns if column in (asked.get("shown") or found.columns)]
        names = asked.get("labels") or {}
        return Chart(
            id=declared["id"],
            title=declared["title"],
            unit=declared["unit"],
            note=declared["note"],
            credit=str(declared.get("credit") or ""),
            query=declared["query"],
            many=found.many,
            drawings={size: svg for size in ("wide", "narrow") if (svg := self._drawing(declared["id"], size))},
            undrawn=count_undrawn(conn, found, self.words.schema, declared, language),
            why_undrawn=str(declared.get("undrawn") or ""),
            columns=tuple(str(names.get(column) or self.words.label(None, column)) for column in shown),
            rows=tuple(tuple(self._cell(conn, row[name], name) for name in shown) for row in found.rows),
            sources=sources_of(conn, found.rows),
        )

    def _drawing(self, id: str, size: str) -> Markup | None:
        """The drawing, its links leading to pages of this site."""
        svg = self.pictures.read(f"charts/{id}.{size}.svg", spoken())
        return Markup(svg.decode().replace(BASE, self.root_path)) if svg else None  # noqa: S704 - drawn by us

    def _cell(self, conn: sqlite3.Connection, value: Any, column: str) -> Any:
        record = self._record(conn, value, column) if record_named(value, column, None, self.words) else None
        return show_record(record) if record else show_cell(value, column, None, self.words) or value

    def _record(self, conn: sqlite3.Connection, id: str, column: str) -> Reference | None:
        """The record or article that a cell names: a few of them stand in most rows."""

        def load(ids: list[str]) -> dict[str, Reference]:
            return {id: found for id in ids if (found := find_record(conn, id, column))}

        return self.words.remembered.ask("article" if column == "source" else "record", [id], load).get(id)
