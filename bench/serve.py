"""The site beside stock Datasette over the same file, in one run: `python bench/serve.py [DATABASE or N ...]`.

Each page is asked by 1 client and by 8 (people's SQL by 4, since one is answered at a time and four may wait):
addresses that nobody has asked before, and one address again and again. The
same sockets ask both servers in turn, without a coding of the body. Ratios are what counts: absolute numbers differ
from machine to machine. A number N stands for a made-up factbook of N facts, built below .cache/bench/ the first time.
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
    clients: int = _MANY


class Measured(NamedTuple):
    """What one server did with a page: asked once each, with CPU in ms a request; and asked again and again."""

    once: Load
    cpu: float
    twice: Load
    twice_many: Load
    once_many: Load


def pages_of(database: Path) -> list[Page]:
    """The kinds of pages, over what the database holds; a fact's page in each language that it has."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        ids = [row[0] for row in connection.execute("select id from figures order by id limit 400")]
        tags = [row[0] for row in connection.execute("select distinct language from translations order by language")]
        words = [row[0].split()[2] for row in connection.execute("select label from figures order by id limit 400")]
    numbers = [str(number) for number in range(400)]
    facets = "?_facet=source&_facet=voice&_facet=speaker"
    sql = f"/factbook.json?sql={quote(_SQL.format('$'))}".replace("%24", "{}")
    return [
        Page("front page", "/?_n={}", "/?_n={}", numbers),
        Page("a fact's page", "/factbook/figures/{}?_n={}", "/factbook/figures/{}?_n={}", ids),
        *(
            Page(f"a fact's page, {tag}", f"/{tag}/factbook/figures/{{}}?_n={{}}", "/factbook/figures/{}?_n={}", ids)
            for tag in tags
        ),
        Page("table, three facets", "/factbook/citations?_n={}", f"/factbook/citations{facets}&_n={{}}", numbers),
        Page("filtered table", "/factbook/figures?unit=jobs&_n={}", "/factbook/figures?unit=jobs&_n={}", numbers),
        Page("row as JSON", "/factbook/figures/{}.json?_n={}", "/factbook/figures/{}.json?_n={}", ids),
        Page("search", "/search?q={}&_n={}", f"{_SEARCH}&_n={{}}", [quote(word) for word in words]),
        Page("people's SQL", sql, sql, numbers, clients=4),
        Page(
            "whole CSV",
            "/factbook/figures.csv?_nocount={1}",
            "/factbook/figures.csv?_stream=on&_size=max&_nocount={1}",
            numbers,
        ),
    ]


def addresses(template: str, fill: Sequence[str]) -> Iterator[str]:
    """Addresses without end, each another one."""
    for number, value in zip(count(), cycle(fill), strict=False):
        yield template.format(value, f"{value}-{number}")


def measure(server: Server, template: str, fill: Sequence[str], clients: int) -> Measured:
    """What the server does with the page; one address is asked beforehand, for what is loaded at a first request."""
    fresh = addresses(template, fill)
    took = _timed(server, next(fresh))
    times = max(2, min(_ONCE, int(3 * _SECONDS / took)))
    before = server.cpu()
    once = load(server.port, list(islice(fresh, times)), 1, 3 * _SECONDS, once=True)
    cpu = (server.cpu() - before) * 1000 / (once.requests or 1)
    many = load(server.port, list(islice(fresh, max(times, clients))), clients, _SECONDS, once=True)
    same = [next(fresh)]
    _timed(server, same[0])
    twice = load(server.port, same, 1, _SECONDS)
    return Measured(once, cpu, twice, load(server.port, same, clients, _SECONDS), many)


def _timed(server: Server, path: str) -> float:
    """Seconds that a like address takes, once what is loaded at the first request is loaded."""
    client = Client(server.port)
    client.ask(path)
    start = perf_counter()
    client.ask(f"{path}&_again=1")
    client.close()
    return perf_counter() - start


def _loads(measured: Measured) -> tuple[Load, ...]:
    return measured.twice, measured.twice_many, measured.once, measured.once_many


def ratios(name: str, site: Measured, plain: Measured) -> str:
    """A line of the first table: how many times what stock serves, and the CPU of a first request."""
    cells = [_ratio(here, there) for here, there in zip(_loads(site), _loads(plain), strict=True)]
    return f"| {' | '.join([name, *cells, f'{site.cpu:.1f}', f'{plain.cpu:.1f}'])} |"


def _ratio(here: Load, there: Load) -> str:
    if here.failed or there.failed:
        return f"{here.failed} and {there.failed} failed"
    times = here.a_second / there.a_second
    return f"{times:.2f}" if times < 10 else f"{times:,.0f}"


def rates(name: str, measured: Measured) -> str:
    """A line of the second table: requests a second, and latencies in ms at the median and at 99 of 100."""
    cells = [f"{met.a_second:,.0f} ({met.p50:.3g}, {met.p99:.3g})" for met in _loads(measured)]
    return f"| {' | '.join([name, *cells])} |"


def compare(database: Path) -> None:
    """Print the two tables for one database."""
    inspect(database)
    lines = []
    head = "| page | again, 1 client | again, 8 | first, 1 | first, 8 |"
    print(f"\n{database.parent.name}: {database.stat().st_size / 1e6:,.0f} MB; times what stock serves\n")
    print(f"{head} CPU ms, first | stock |\n{'|---' * 7}|")
    with ours(database) as site, stock(database) as plain:
        for page in pages_of(database):
            here = measure(site, page.ours, page.fill, page.clients)
            there = measure(plain, page.stock, page.fill, page.clients)
            print(ratios(page.name, here, there), flush=True)
            lines += [rates(page.name, here), rates(f"{page.name}, stock", there)]
        print(
            f"\nPeak memory {site.peak() / 1e6:.0f} MB, stock {plain.peak() / 1e6:.0f}; requests a second (p50, p99 ms)"
        )
    print("\n".join([f"\n{head}\n{'|---' * 5}|", *lines]))


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
