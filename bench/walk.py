"""What every kind of page costs when it is asked for the first time: `python bench/walk.py DATABASE or N`.

Walks the whole site over one database and prints milliseconds of CPU a page, dearest first. Each kind of page is asked
for some times, each time under an address that the server has not seen.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import yaml

from clients import Client
from serve import database_of
from servers import PROJECT, Server, inspect, ours

_TIMES = 4
_FIXED = (
    "/", "/about", "/charts", "/dictionary", "/downloads", "/timeline", "/timeline?kind=figures", "/timeline?year=2000",
    "/search", "/search?q=jobs", "/search?q=jobs+nagoya+2001", "/search?q=nagoya&kind=figures", "/search?q=zzzz+jobs",
    "/factbook", "/factbook?sql=select+*+from+figures+limit+20", "/factbook.json?sql=select+count(*)+from+facts",
    "/factbook/facts?_search=nagoya", "/factbook/figures?_search=nagoya", "/factbook/figures?unit=jobs",
    "/factbook/figures?year__gte=2000&_sort_desc=value", "/factbook/figures?label__contains=nagoya",
    "/factbook/figures?_next=200", "/factbook/figures?_size=max", "/factbook/figures.json?_size=max",
    "/factbook/figures.json?_shape=array", "/factbook/figures?_facet=year", "/robots.txt", "/sitemap.xml",
    "/sitemap-1.xml", "/feeds/all.atom", "/feeds/all.atom?page=100", "/feeds/changes.atom", "/feeds/figures.atom",
    "/feeds/sources.atom", "/feeds/meetings.ics", "/release/0.1.0/", "/release/0.0.9/factbook/figures", "/no-such-page",
    "/factbook/figures/no-such-record", "/-/versions.json", "/static/site.css",
)  # fmt: skip


class Cost(NamedTuple):
    """What a page costs: its address, status, milliseconds of CPU, and the length of its body."""

    path: str
    status: int
    cpu: float
    length: int


def paths_of(database: Path) -> Iterator[str]:
    """An address of every kind of page."""
    yield from _FIXED
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type in ('table', 'view')")]
        words = yaml.safe_load((PROJECT / "metadata.yml").read_text(encoding="utf-8"))["databases"]["factbook"]
        shown = [name for name in names if not name.startswith(("facts_fts", "problem_", "sqlite_"))]
        yield from (f"/factbook/{name}" for name in shown)
        yield from (f"/factbook/{name}.json" for name in shown)
        yield from (f"/factbook/{name}" for name in words["queries"])
        for name in shown:
            yield from _records(connection, name)


def _records(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    keys = connection.execute("select name from pragma_table_info(?) where pk = 1 and name = 'id'", [table])
    row = connection.execute(f"select id from [{table}] order by id desc").fetchone() if keys.fetchone() else None
    if row:
        endings = ("", ".json", ".bib", ".jsonld") if table in ("figures", "sources") else ("", ".json")
        yield from (f"/factbook/{table}/{row[0]}{ending}" for ending in endings)


def walk(server: Server, paths: list[str]) -> list[Cost]:
    """The cost of each page, dearest first."""
    return sorted((_cost(server, path) for path in paths), key=lambda cost: -cost.cpu)


def _cost(server: Server, path: str) -> Cost:
    client = Client(server.port)
    mark = "&" if "?" in path else "?"
    answer = client.ask(f"{path}{mark}_asked=first")
    before = server.cpu()
    for number in range(_TIMES):
        client.ask(f"{path}{mark}_asked={number}")
    client.close()
    return Cost(path, answer.status, (server.cpu() - before) * 1000 / _TIMES, answer.length)


def main(database: Path) -> None:
    """Print the table."""
    inspect(database)
    with ours(database) as server:
        print("| CPU ms | status | bytes | page |\n|---|---|---|---|")
        for cost in walk(server, list(paths_of(database))):
            print(f"| {cost.cpu:.0f} | {cost.status} | {cost.length:,} | `{cost.path}` |")


if __name__ == "__main__":
    main(database_of(sys.argv[1]))
