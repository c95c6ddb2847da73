"""tables/: a CSV file a table, for programs and spreadsheets."""

from __future__ import annotations

from factbook.export.content import Content
from factbook.formats.csv_lines import to_csv

FOLDER = "tables"


def table_files(content: Content) -> dict[str, bytes]:
    """A file a table, `tables/<table>.csv`: its columns in the order of schema.sql, rows by primary key."""
    return {
        f"{FOLDER}/{name}.csv": to_csv(list(table.columns), (tuple(row.values()) for row in content.rows[name]))
        for name, table in content.schema.tables.items()
    }
