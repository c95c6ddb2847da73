"""An overview as one CSV: a row a record, with its number, its dates, who says it, and how it comes to be there."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Sequence

from factbook.formats.csv_lines import whole
from factbook.record import Reference, Scalar
from factbook.site.names import Names
from factbook.site.pages.lines import load_articles_of, load_speakers
from factbook.site.pages.overview import Overview
from factbook.site.pages.related import Entry, Section, all_entries

HEADER = (
    "kind", "id", "label", "relation", "of", "role", "amount", "number", "unit", "bound", "dates", "status",
    "said_by", "articles", "another_source_says", "address",
)  # fmt: skip


def overview_csv(conn: sqlite3.Connection, overview: Overview, record: Reference, words: Names, base_url: str) -> str:
    """The overview of a record, in the order of its sections; `dates` are EDTF with their words, links absolute.

    `of` is the record that a row is of: the one of the page, or one inside it. RFC 4180, without a byte order mark:
    the layer that writes the site's CSV gives it its form.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADER)
    entries = list(all_entries(overview.sections))
    ids = [entry.line.record.id for _, entry in entries]
    said, read = load_speakers(conn, ids, words), load_articles_of(conn, ids, words)
    for section, entry in entries:
        id = entry.line.record.id
        told = ("; ".join(each.label for each in said[id]), "; ".join(each.id for each in read[id]))
        writer.writerow(_row(section, entry, record, told, words, base_url))
    return written.getvalue()


def _row(
    section: Section, entry: Entry, record: Reference, told: tuple[str, str], words: Names, base_url: str
) -> Sequence[Scalar]:
    line = entry.line
    number, unit, bound = (line.value(name) for name in words.amounts.get(section.kind, ("", "", "")))
    return (
        section.kind, line.record.id, line.record.label, section.title, (entry.via or record).label, entry.role,
        line.amount, whole(number), unit, bound, "; ".join(f"{each.what} {each.date}".strip() for each in line.dates),
        line.status, *told, "; ".join(line.differing), base_url + line.record.path,
    )  # fmt: skip
