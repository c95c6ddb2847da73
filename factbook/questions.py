"""What concerns several fact files, asked of their staged rows: what stands twice, references, constraints.

Says which files are in doubt, and what the facts say of each article; the checks say what is wrong. Where a staging
was kept, only what can have changed is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factbook.accept.ledger import Account, Passages
from factbook.schema import REGISTER
from factbook.staging import Staging, quoted

#: Files with records of one table whose labels are the same once folded.
_TWICE = """
select in_file from {table} where folded in (select folded from {table} group by folded having count(*) > 1)
"""
#: Files with a reference to no record of the tables that are due.
_NOWHERE = """
select distinct in_file from {table} as row where {column} is not null
and not exists (select 1 from ids where ids.id = row.{column} and ids.kind in ({kinds})) {scope}
"""
#: Files with a reference to an id that a record of another table has, beside the one that is due where it stands twice.
_ELSEWHERE = "select distinct in_file from {table} where {column} in (select id from ids where kind not in ({kinds}))"

_SOURCES = "select id, sha256, paragraphs from sources where id is not null {scope} order by id"
#: All passages of an article in one text, for there are many.
_QUOTED = """
select source, group_concat(paragraph || ' ' || start || ' ' || "end", ' ') from citations
where start is not null {scope} group by source order by source
"""
_WITHOUT_FACT = "select source, paragraph from source_no_facts where true {scope} order by source"
_NUMBERS = "select source, paragraph, number from source_uncited_numbers where true {scope} order by source"


def _passages(rows: list[tuple[Any, ...]]) -> Passages:
    """Paragraph, start and end of each passage, each once, out of the text that holds them all."""
    numbers = map(int, rows[0][0].split() if rows else ())
    return set(zip(numbers, numbers, numbers, strict=True))


class _Following:
    """Rows sorted by their first column, given out with the rows of one key after the other."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, key: str) -> list[tuple[Any, ...]]:
        """The rest of the rows with that key; those of keys before it are passed over."""
        found = []
        while self._next is not None and self._next[0] <= key:
            if self._next[0] == key:
                found.append(self._next[1:])
            self._next = next(self._rows, None)
        return found


class Questions:
    """What may be asked of a staging, once all files are in."""

    def __init__(self, staging: Staging) -> None:
        """Ask this one."""
        self._staging = staging
        self._database = staging.database

    def files_in_doubt(self) -> set[str]:
        """The files in which an id, a name or a row may stand twice, or that may refer to what is not there."""
        found = self._asked("select in_file from ids where id in (select id from ids group by id having count(*) > 1)")
        references = (_NOWHERE, _ELSEWHERE) if found else (_NOWHERE,)
        for table in self._staging.schema.roots.values():
            if table.is_fact:
                found |= self._asked(_TWICE.format(table=quoted(table.name)))
        for table in self._staging.tables().values():
            for column in table.columns.values():
                if column.references and column.name not in ("id", table.owner) and not column.computed:
                    names = {"table": quoted(table.name), "column": quoted(column.name)}
                    names |= {"kinds": self._kinds(column.references), "scope": self._staging.references}
                    for asked in references:
                        found |= self._asked(asked.format(**names))
        return found

    def files_refused(self) -> set[str]:
        """The files that give a row for which a CHECK constraint of schema.sql does not hold."""
        found: set[str] = set()
        for table in self._staging.tables().values():
            for check in table.expressions:
                refused = (
                    f"select distinct in_file from {quoted(table.name)} where not ({check}) {self._staging.touched}"  # noqa: S608
                )
                found |= self._asked(refused)
        return found

    def _kinds(self, target: str) -> str:
        """The tables whose records a reference to `target` may be to, as a list for SQL."""
        tables = [t.name for t in self._staging.schema.roots.values() if t.is_fact] if target == REGISTER else [target]
        return ", ".join(f"'{name}'" for name in tables)

    def _asked(self, sql: str) -> set[str]:
        asked = f"select path from files where number in ({sql})"  # noqa: S608
        return {path for (path,) in self._database.execute(asked)}

    def files_of_sources(self, sources: Iterable[str]) -> set[str]:
        """The files that hold the records of these articles."""
        return {path for id in sources for path in self._paths(id)}

    def _paths(self, id: str) -> list[str]:
        rows = self._database.execute(
            "select path from files join ids on in_file = number where id = ? and kind = 'sources'", [id]
        )
        return [path for (path,) in rows]

    def accounts(self, *, touched: bool) -> Iterator[Account]:
        """What the facts say of each article, or of each that is touched, in the order of their ids."""
        of_source, of_id = (f"and {name} in temp.touched_sources" if touched else "" for name in ("source", "id"))
        quoted_of = _Following(self._database.execute(_QUOTED.format(scope=of_source)))
        without_fact = _Following(self._database.execute(_WITHOUT_FACT.format(scope=of_source)))
        numbers = _Following(self._database.execute(_NUMBERS.format(scope=of_source)))
        for id, sha256_of, paragraphs in self._database.execute(_SOURCES.format(scope=of_id)):
            listed = [paragraph for (paragraph,) in without_fact.of(id)]
            yield Account(id, sha256_of, paragraphs, _passages(quoted_of.of(id)), listed, numbers.of(id))
