"""What compiling costs, beside its peers: `python bench/build.py [N ...]` prints the tables of docs/performance.md.

For each number of facts: a full build and a check of nothing that was kept, and each peer on the same facts. Then one
file changed of many, and how long a command takes to start. The ratios count: machines differ, and drift.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bars import bars
from changed import Changed, measure_changes
from costs import NOT_MEASURED, Cost, cost_of, markdown, median_cost, shown
from full import BUILD, CHECK, PEERS, PROJECT, Measured, build_command, measure

STARTS = 7


def ratio_table(measured: Sequence[Measured]) -> str:
    """CPU of a full build over that of each peer: below 1, the build takes less."""
    rows = [[f"{m.facts:,}", f"{m.files:,}", *(shown(m.ratios.get(name)) for name in PEERS)] for m in measured]
    return markdown(["facts", "files", *(f"build / {name}" for name in PEERS)], rows)


def cost_table(measured: Sequence[Measured]) -> str:
    """Facts a second of CPU, seconds of CPU and peak memory of a full build, of a check, and of each peer."""
    names = [BUILD, CHECK, *PEERS]
    rows = [[f"{m.facts:,}", shown(m.speed), *(_cell(m, name) for name in names)] for m in measured]
    return markdown(["facts", "facts built a second", *(f"{name}, s (MB)" for name in names)], rows)


def _cell(measured: Measured, name: str) -> str:
    cost = measured.costs.get(name)
    return f"{shown(cost.cpu)} ({cost.memory:,.0f})" if cost else NOT_MEASURED


def change_table(changes: Sequence[Changed]) -> str:
    """What one changed file costs, as a share of the CPU of a full build."""
    rows = [[c.what, shown(c.check), shown(c.build), "yes" if c.same_bytes else "NO"] for c in changes]
    return markdown(["what is changed", "check / full build", "build / full build", "bytes of a full build"], rows)


def start_table(starts: dict[str, Cost]) -> str:
    """What commands take on the project's own facts."""
    rows = [[f"`{name}`", shown(cost.cpu), shown(cost.wall), shown(cost.memory)] for name, cost in starts.items()]
    return markdown(["command", "CPU s", "s by the clock", "peak MB"], rows)


def measure_starts() -> dict[str, Cost]:
    """The median cost of `--help` and of `check`, on the project's own facts and their lock."""
    return {
        f"build.py {word}": median_cost(cost_of(build_command(PROJECT, word)) for _ in range(STARTS))
        for word in ("--help", "check")
    }


def measure_all(counts: Sequence[int], most: dict[str, int], rounds: int) -> Iterator[Measured]:
    """What each number of facts costs; a peer is left out above the number that it has in `most`."""
    for count in counts:
        click.echo(f"{count:,} facts", err=True)
        peers = [name for name in PEERS if count <= most.get(name, count)]
        with tempfile.TemporaryDirectory(prefix="factbook-bench-") as folder:
            yield measure(count, Path(folder), peers, rounds)


@click.command()
@click.argument("counts", nargs=-1, type=int)
@click.option("--rounds", default=3, show_default=True, help="How often each is measured; the medians are told.")
@click.option("--yaml-to-sqlite-up-to", default=100_000, show_default=True, help="Most facts that it is tried on.")
@click.option("--frictionless-up-to", default=100_000, show_default=True, help="Most facts that it is tried on.")
@click.option("--files", default=10_000, show_default=True, help="Of how many files one is changed; 0: leave that out.")
def main(counts: tuple[int, ...], rounds: int, yaml_to_sqlite_up_to: int, frictionless_up_to: int, files: int) -> None:
    """Measure with so many facts (1,000, 10,000 and 100,000 unless told), and print tables in Markdown."""
    starts = measure_starts()
    most = {"yaml-to-sqlite": yaml_to_sqlite_up_to, "frictionless": frictionless_up_to}
    measured = list(measure_all(counts or (1_000, 10_000, 100_000), most, rounds))
    changes: list[Changed] = []
    if files:
        with tempfile.TemporaryDirectory(prefix="factbook-bench-") as folder:
            changes = measure_changes(files, Path(folder))
    click.echo(ratio_table(measured) + cost_table(measured), nl=False)
    click.echo((change_table(changes) if changes else "") + start_table(starts), nl=False)
    click.echo(markdown(["bar", "measured", ""], bars(measured, changes, starts)), nl=False)


if __name__ == "__main__":
    main()
