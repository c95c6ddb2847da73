"""The articles' own data, and the day on which facts were checked: between their articles' days and the release's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from factbook.problems import Fault
from factbook.rules.across import StagedFault
from factbook.schema import Schema
from factbook.text.bylines import OwnData

#: Records that were checked before an article that they cite, or after the release.
_TOO_EARLY = """
select row.in_file, row.in_record, row.checked_on, max(sources.published) from {table} as row
join citations using (in_file, in_record) join sources on sources.id = citations.source
where sources.published glob '[0-9][0-9][0-9][0-9]*'
and row.checked_on < substr(rtrim(sources.published, '~?%'), 1, 10)
and rtrim(sources.published, '~?%') not glob row.checked_on || '*' {scope} group by 1, 2
"""
_TOO_LATE = "select in_file, in_record, id, checked_on from {table} where checked_on > ? and checked_on glob '[0-9]*'"


def own_data(database: sqlite3.Connection, source: str) -> OwnData:
    """What the staged record of an article says of it."""
    columns = ", ".join(OwnData._fields)
    row = database.execute(f"select {columns} from sources where id = ?", [source]).fetchone()  # noqa: S608
    given = {name: value for name, value in zip(OwnData._fields, row or (), strict=False) if value is not None}
    return OwnData(**given)


def check_days(
    database: sqlite3.Connection, schema: Schema, released: str, bound: Callable[[str], bool], *, is_kept: bool
) -> Iterator[StagedFault]:
    """The day of a check is not before an article that the record cites, nor after the day of the release ("": any).

    `bound` says by a record's id whether it is of that release, and not of the next one, whose day nobody knows yet.
    """
    scope = "and row.in_file in temp.touched" if is_kept else ""
    for name, table in schema.roots.items():
        if not table.is_fact:
            continue
        for file, record, day, published in database.execute(_TOO_EARLY.format(table=f'"{name}"', scope=scope)):
            hint = "write the day on which you held the record against its article"
            fault = Fault("checked", f"checked on {day}, before its article of {published}", hint, ("checked",))
            yield StagedFault(file, record, fault)
        for file, record, id, day in database.execute(_TOO_LATE.format(table=f'"{name}"'), [released or "9999"]):
            if not bound(id):
                continue
            hint = "the day of the release is `date` under [tool.factbook] in pyproject.toml"
            fault = Fault("checked", f"checked on {day}, after the release of {released}", hint, ("checked",))
            yield StagedFault(file, record, fault)
