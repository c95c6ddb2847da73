"""What the peers of the build read: `python bench/peer_files.py FACTS FOLDER`, before anything is measured.

From the fact files: a joined YAML file a table; and its rows as JSON lines, and as a data package of CSV files with
Table Schemas. Lists inside records become rows of tables of their own there, as the build makes them.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]
#: Columns that hold numbers, with their type in Table Schema; all others hold texts.
NUMBERS = {"value": "number", "edition": "integer", "paragraph": "integer", "paragraphs": "integer"}


def rows_of(table: str, record: Row) -> Iterator[tuple[str, Row]]:
    """The record's rows, each with the name of its table."""
    yield table, _scalars(record)
    for key, value in record.items():
        if key == "citations":
            for number, citation in enumerate(value, 1):
                yield from _citation_rows(f"{record['id']}-{number}", record["id"], citation)
        elif isinstance(value, list):
            items = (item if isinstance(item, dict) else {key: item} for item in value)
            yield from ((f"{table}_{key}", {"owner": record["id"], **item}) for item in items)
        elif isinstance(value, dict):
            pairs = value.items()
            yield from ((f"{table}_{key}", {"owner": record["id"], "key": name, "text": text}) for name, text in pairs)


def _citation_rows(id: str, fact: str, citation: Row) -> Iterator[tuple[str, Row]]:
    yield "citations", {"id": id, "fact": fact, **_scalars(citation)}
    for field in citation.get("fields", ()):
        yield "citation_fields", {"citation": id, "field": field}


def _scalars(record: Row) -> Row:
    return {key: value for key, value in record.items() if isinstance(value, str)}


def write_peer_files(facts: Path, folder: Path) -> None:
    """Write them into a new folder."""
    folder.mkdir()
    columns: dict[str, dict[str, None]] = {}
    for path in sorted(facts.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        table = path.parent.name
        _append(folder / f"{table}.yml", f"{text}\n")
        lines: dict[str, list[str]] = {}
        for record in yaml.load(text, Loader=yaml.CBaseLoader):  # noqa: S506 - it makes nothing but texts
            for name, row in rows_of(table, record):
                columns.setdefault(name, {}).update(dict.fromkeys(row))
                lines.setdefault(name, []).append(json.dumps(row) + "\n")
        for name, texts in lines.items():
            _append(folder / f"{name}.part", "".join(texts))
    for name, known in columns.items():
        _write_rows(folder, name, list(known))
    _write_package(folder, {name: list(known) for name, known in columns.items()})


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _write_rows(folder: Path, name: str, columns: list[str]) -> None:
    """The table's rows, with all its columns, as JSON lines and as CSV."""
    part = folder / f"{name}.part"
    with (
        part.open(encoding="utf-8") as rows,
        (folder / f"{name}.ndjson").open("w", encoding="utf-8") as lines,
        (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as table,
    ):
        writer = csv.writer(table)
        writer.writerow(columns)
        for row in map(json.loads, rows):
            values = {column: _typed(column, row.get(column)) for column in columns}
            lines.write(json.dumps(values, ensure_ascii=False) + "\n")
            writer.writerow(values.values())
    part.unlink()


def _typed(column: str, text: str | None) -> str | float | int | None:
    kind = NUMBERS.get(column) if text is not None else None
    return {"number": float, "integer": int}[kind](str(text)) if kind else text


def _write_package(folder: Path, tables: dict[str, list[str]]) -> None:
    resources = [
        {
            "name": name.replace("_", "-"),
            "path": f"{name}.csv",
            "schema": {"fields": [{"name": column, "type": NUMBERS.get(column, "string")} for column in columns]},
        }
        for name, columns in tables.items()
    ]
    package = {"name": "made-up-factbook", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(package, indent=2), encoding="utf-8")


if __name__ == "__main__":
    write_peer_files(Path(sys.argv[1]), Path(sys.argv[2]))
