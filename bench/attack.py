"""What the dearest address costs: `python bench/attack.py DATABASE [N ...]`.

N stands for the database with its records repeated until they are N.

Walks the arguments of every kind of page up to what an address may have, and prints the dearest answers, by CPU and by
memory; then what readers of other pages meet while twenty clients ask for nothing but those. Ends with status 1 where a
bar is missed: one second of CPU, 100 MB, 300 ms at 99 of 100.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import sleep
from typing import NamedTuple
from urllib.parse import quote

from clients import Client, load
from factbook.site.serving.budgets import MAX_FACETS, MAX_FILTERS, MAX_TERMS
from grown import grown
from serve import addresses, pages_of
from servers import PROJECT, Server, ours

CPU, MEMORY, LATENCY = 1.0, 100.0, 300.0
ATTACKERS, SECONDS, SHOWN = 20, 20.0, 20
_FORMATS = ("bib", "ris", "csljson", "cite", "wiki", "jsonld")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_COUNTING = "with recursive n(i) as (select 1 union all select i + 1 from n) select {} from n"
_LONG = "(select hex(zeroblob(9900)) a, hex(zeroblob(4900)) || '1' b)"
_SQL = (
    _COUNTING.format("count(*)"),
    _COUNTING.format("i, hex(zeroblob(900))") + " limit 5000",
    _COUNTING.format(", ".join(["i"] * 50)) + " limit 5000",
    _COUNTING.format("hex(zeroblob(9900))") + " limit 390",
    "select * from facts a, facts b, facts c order by random()",
    "select * from fact_words order by words",
    "select * from fact_citations order by quote desc limit 5000",
    "select count(*) from timeline a join timeline b on a.year = b.year",
    "select group_concat(label) from facts",
    f"select {', '.join(['instr(a, b)'] * 8)} from {_LONG}",
    f"select {', '.join(['replace(a, b, 1)'] * 8)} from {_LONG}",
    f"select {', '.join(['trim(a, b)'] * 8)} from (select hex(zeroblob(9900)) a, hex(zeroblob(800)) || 'x' b)",
    "select " + " or ".join(["quote like '%a%e%i%o%u%x%'"] * 30) + " from citations",
    " union all ".join(["select * from fact_links"] * 50),
    "with a as (select 1), b as (select 1 from a x, a y, a z), c as (select 1 from b x, b y, b z), "
    "d as (select 1 from c x, c y, c z), e as (select 1 from d x, d y, d z) select 1 from e x, e y, e z",
)


class Cost(NamedTuple):
    """What an address costs: seconds of CPU, megabytes of memory beyond what was held, status, and bytes sent."""

    cpu: float
    memory: float
    status: int
    length: int
    path: str


def attacks(database: Path) -> Iterator[str]:
    """Addresses of every kind of page, each with one kind of argument at its most."""
    letters = "+".join(f"{letter}*" for letter in _LETTERS)
    yield from (f"/search?q={'+'.join(_LETTERS)}&page={page}" for page in (1, 250))
    yield from ("/search?q=the", "/search?q=e&kind=figures", "/timeline", "/timeline?year=2000", "/factbook", "/charts")
    yield from ("/feeds/all.atom", "/feeds/all.atom?page=100", "/feeds/meetings.ics", "/sitemap-1.xml", "/dictionary")
    yield from ("/", "/about", "/release/0.0.9/factbook/figures", "/nosuch", "/-/metadata.json")
    for sql in _SQL:
        yield from (f"/factbook{ending}?sql={quote(sql)}" for ending in ("", ".json", ".csv"))
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        names = connection.execute("select name from sqlite_master where type in ('table', 'view') order by name")
        for (name,) in names.fetchall():
            if not name.startswith(("facts_fts", "problem_", "sqlite_")):
                columns = [row[1] for row in connection.execute(f"pragma table_info([{name}])")]
                yield from _of_table(f"/factbook/{name}", columns, letters)


def _of_table(table: str, columns: list[str], letters: str) -> Iterator[str]:
    last, some = columns[-1], (columns * MAX_FACETS)[:MAX_FACETS]
    facets = "&".join(f"_facet={column}" for column in some)
    filters = "&".join(f"{column}__contains=e" for column in (columns * MAX_FILTERS)[:MAX_FILTERS])
    every = f"_size=max&_sort_desc={last}"
    for query in (every, f"{facets}&_facet_size=max&{every}", f"{filters}&{every}", f"_labels=on&{every}"):
        yield f"{table}?{query}"
        yield f"{table}.json?{query}"
    yield f"{table}?{'&'.join(f'_facet_array={column}' for column in some)}"
    yield f"{table}?{'&'.join(f'_facet_date={column}' for column in some)}"
    yield f"{table}.json?_search={letters[: MAX_TERMS * 3]}&{every}"
    yield f"{table}?_where={quote(f'[{last}] like ' + repr('%a%e%i%'))}&{facets}"
    yield from (
        f"{table}.csv?{query}"
        for query in ("", f"_stream=on&{last}__not=x", f"_sort_desc={last}&_stream=on", "_stream=on&_labels=on")
    )
    yield from (f"{table}.{ending}" for ending in _FORMATS)


def cost(server: Server, path: str) -> Cost:
    """What one address costs, asked once, when nobody else asks."""
    pids = server.pids()
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")
    cpu, held = server.cpu(), _kilobytes(pids, "VmRSS")
    client = Client(server.port)
    try:
        status, length = client.ask(path)[::2]
    except ConnectionError:
        status, length = 0, 0
    client.close()
    return Cost(server.cpu() - cpu, (_kilobytes(pids, "VmHWM") - held) / 1024, int(status), int(length), path)


def _kilobytes(pids: list[int], name: str) -> int:
    """Of all processes together."""
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith(name))


def others(server: Server, database: Path, dear: list[str]) -> float:
    """Milliseconds at 99 of 100 that a reader waits for records never asked before, while the dear are attacked."""
    page = pages_of(database)[1]
    paths = list(islice(addresses(page.ours, page.fill), 1_000))
    attack = [f"{path}{'&' if '?' in path else '?'}_again={number}" for number in range(400) for path in dear]
    attackers = get_context("fork").Process(target=load, args=(server.port, attack, ATTACKERS, SECONDS))
    attackers.start()
    sleep(2)
    met = load(server.port, paths, 1, SECONDS - 5, once=True)
    attackers.terminate()
    attackers.join()
    print(f"\nothers' pages under {ATTACKERS} attackers: p50 {met.p50:.0f}, p99 {met.p99:.0f} ms, {met.requests} pages")
    return met.p99


def attack(database: Path) -> bool:
    """Print what is dear over one database; whether all bars are met."""
    with ours(database) as server:
        Client(server.port).ask("/")
        costs = [cost(server, path) for path in attacks(database)]
        dearest = sorted(costs, key=lambda each: -each.cpu)
        _print(f"{len(costs)} addresses; the dearest by CPU", dearest[:SHOWN])
        _print("the dearest by memory", sorted(costs, key=lambda each: -each.memory)[:5])
        _print("answered 500 or worse", [each for each in costs if each.status in (0, 500)])
        p99 = others(server, database, [each.path for each in dearest[:SHOWN]])
    worst = (dearest[0].cpu, max(each.memory for each in costs), p99)
    print(f"\nat most {worst[0]:.2f} s of CPU, {worst[1]:.0f} MB, p99 {worst[2]:.0f} ms")
    return (
        worst[0] <= CPU and worst[1] <= MEMORY and worst[2] <= LATENCY and not any(each.status == 500 for each in costs)
    )


def _print(title: str, costs: list[Cost]) -> None:
    print(f"\n{title}\n\n| CPU s | MB | status | bytes | address |\n|---|---|---|---|---|")
    for each in costs:
        print(f"| {each.cpu:.2f} | {each.memory:.0f} | {each.status} | {each.length:,} | `{each.path[:110]}` |")


if __name__ == "__main__":
    few, *numbers = sys.argv[1:] or ["factbook.db"]
    larger = (PROJECT / ".cache/bench" / f"grown-{number}" / "factbook.db" for number in numbers)
    files = [Path(few), *(grown(Path(few), int(n), path) for n, path in zip(numbers, larger, strict=True))]
    met = [attack(file.resolve()) for file in files]
    sys.exit(0 if all(met) else 1)
