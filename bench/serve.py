"""The site beside stock Datasette over the same file, in one run: `python bench/serve.py [DATABASE or N ...]`.

Each page is asked by 1 client and by 8: addresses that nobody has asked before, and one address again and again. The
same sockets ask both servers in turn. Ratios are what counts: absolute numbers differ from machine to machine. A number
N stands for a made-up factbook of N facts, which is built below .cache/bench/ the first time.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count, cycle, islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from urllib.parse import quote

from clients import Client, Load, load
from corpus import write_corpus
from servers import PROJECT, Server, inspect, ours, stock

_SECONDS, _ONCE, _MANY = 2.0, 40, 8
_SQL = "select id, label, value from figures where value > {} order by value, id limit 20"
_SEARCH = "/factbook/facts?_search={}&_fts_table=facts_fts&_fts_pk=rowid"


class Page(NamedTuple):
    """A kind of page: an address of it for each server, with {} for what makes one address unlike the next."""

    name: str
    ours: str
    stock: str
    fill: Sequence[str]


class Measured(NamedTuple):
    """What one server did with a page: asked once each, with CPU in ms a request; and asked again and again."""

    once: Load
    cpu: float
    twice: Load
    twice_many: Load
    once_many: Load


def pages_of(database: Path) -> list[Page]:
    """The eight kinds of pages, over what the database holds."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        ids = [row[0] for row in connection.execute("select id from figures order by id limit 400")]
        words = [row[0].split()[2] for row in connection.execute("select label from figures order by id limit 400")]
    numbers = [str(number) for number in range(400)]
    facets = "?_facet=source&_facet=voice&_facet=speaker"
    sql = f"/factbook.json?sql={quote(_SQL.format('$'))}".replace("%24", "{}")
    return [
        Page("front page", "/?_n={}", "/?_n={}", numbers),
        Page("a fact's page", "/factbook/figures/{}?_n={}", "/factbook/figures/{}?_n={}", ids),
        Page("table, three facets", "/factbook/citations?_n={}", f"/factbook/citations{facets}&_n={{}}", numbers),
        Page("filtered table", "/factbook/figures?unit=jobs&_n={}", "/factbook/figures?unit=jobs&_n={}", numbers),
        Page("row as JSON", "/factbook/figures/{}.json?_n={}", "/factbook/figures/{}.json?_n={}", ids),
        Page("search", "/search?q={}&_n={}", f"{_SEARCH}&_n={{}}", [quote(word) for word in words]),
        Page("people's SQL", sql, sql, numbers),
        Page("whole CSV", "/factbook/figures.csv?_n={}", "/factbook/figures.csv?_stream=on&_size=max&_n={}", numbers),
    ]


def addresses(template: str, fill: Sequence[str]) -> Iterator[str]:
    """Addresses without end, each another one."""
    for number, value in zip(count(), cycle(fill), strict=False):
        yield template.format(value, f"{value}-{number}")


def measure(server: Server, template: str, fill: Sequence[str]) -> Measured:
    """What the server does with the page; one address is asked beforehand, for what is loaded at a first request."""
    fresh = addresses(template, fill)
    took = _timed(server, next(fresh))
    times = max(2, min(_ONCE, int(3 * _SECONDS / took)))
    before = server.cpu()
    once = load(server.port, list(islice(fresh, times)), 1, 3 * _SECONDS, once=True)
    cpu = (server.cpu() - before) * 1000 / once.requests
    many = load(server.port, list(islice(fresh, max(times, _MANY))), _MANY, _SECONDS, once=True)
    same = [next(fresh)]
    _timed(server, same[0])
    twice = load(server.port, same, 1, _SECONDS)
    return Measured(once, cpu, twice, load(server.port, same, _MANY, _SECONDS), many)


def _timed(server: Server, path: str) -> float:
    """Seconds that a like address takes, once what is loaded at the first request is loaded."""
    client = Client(server.port)
    client.ask(path)
    start = perf_counter()
    client.ask(f"{path}&_again=1")
    client.close()
    return perf_counter() - start


def row(name: str, site: Measured, plain: Measured) -> str:
    """A line of the table: ratios, then requests a second and latencies."""
    ratios = [
        site.twice.a_second / plain.twice.a_second,
        site.twice_many.a_second / plain.twice_many.a_second,
        site.once.a_second / plain.once.a_second,
        site.once_many.a_second / plain.once_many.a_second,
    ]
    cells = [name, *(f"{ratio:,.2f}" if ratio < 10 else f"{ratio:,.0f}" for ratio in ratios)]
    cells += [f"{site.cpu:.1f}", f"{plain.cpu:.1f}"]
    cells += [_said(each) for each in (site.once, site.once_many, site.twice, site.twice_many, plain.twice, plain.twice_many)]
    return f"| {' | '.join(cells)} |"


def _said(met: Load) -> str:
    return f"{met.a_second:,.0f} ({met.p50:.3g}, {met.p99:.3g})"


def compare(database: Path) -> None:
    """Print the table for one database."""
    inspect(database)
    print(f"\n{database.parent.name}: {database.stat().st_size / 1e6:,.0f} MB\n")
    print("| page | again, 1 client | again, 8 | first, 1 | first, 8 | CPU ms, first | stock's CPU ms | first, 1: /s (p50, p99 ms)")
    print("| first, 8 | again, 1 | again, 8 | stock, 1 | stock, 8 |\n|" + "---|" * 13)
    with ours(database) as site, stock(database) as plain:
        for page in pages_of(database):
            print(row(page.name, measure(site, page.ours, page.fill), measure(plain, page.stock, page.fill)), flush=True)
        print(f"\nPeak memory: {site.peak() / 1e6:.0f} MB, stock's {plain.peak() / 1e6:.0f} MB")


def database_of(word: str) -> Path:
    """The database that a word names: a file, or a number of facts that is made up."""
    if not word.isdecimal():
        return Path(word).resolve()
    folder = PROJECT / ".cache" / "bench" / word
    if not (folder / "factbook.db").exists():
        write_corpus(int(word), folder)
        subprocess.run([sys.executable, "build.py", "--root", str(folder)], cwd=PROJECT, check=True)
    return folder / "factbook.db"


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["factbook.db"]:
        compare(database_of(argument))
