"""An overview as one CSV: a row a record, with its number, its dates, who says it, and how it comes to be there."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from factbook.record import Reference, Scalar
from factbook.site.names import Names
from factbook.site.pages.overview import Overview
from factbook.site.pages.related import Entry, Section, all_entries

HEADER = (
    "kind", "id", "label", "relation", "of", "role", "amount", "number", "unit", "bound", "dates", "status",
    "said_by", "articles", "another_source_says", "address",
)  # fmt: skip


def overview_csv(overview: Overview, record: Reference, words: Names, base_url: str) -> str:
    """The overview of a record, in the order of its sections; `dates` are EDTF with their words, links absolute.

    `of` is the record that a row is of: the one of the page, or one inside it. RFC 4180, without a byte order mark:
    the layer that writes the site's CSV gives it its form.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_row(section, entry, record, words, base_url) for section, entry in all_entries(overview.sections))
    return written.getvalue()


def _row(section: Section, entry: Entry, record: Reference, words: Names, base_url: str) -> Sequence[Scalar]:
    line = entry.line
    number, unit, bound = (line.value(name) for name in words.amounts.get(section.kind, ("", "", "")))
    return (
        section.kind, line.record.id, line.record.label, section.title, (entry.via or record).label, entry.role,
        line.amount, number, unit, bound, "; ".join(f"{each.what} {each.date}".strip() for each in line.dates),
        line.status, "; ".join(each.label for each in line.said_by), "; ".join(each.id for each in line.read_in),
        "; ".join(line.differing), base_url + line.record.path,
    )  # fmt: skip
