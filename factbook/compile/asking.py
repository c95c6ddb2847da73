"""Rules that ask what other records are called, when all files are in: out of the staging, a file after the other.

Where a staging was kept, only the files are asked again that were touched, that had asked for the name of a record
that is called otherwise now, or whose texts hold the first word of such a name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from factbook.compile.names import Names, References
from factbook.compile.renamed import name_starts
from factbook.compile.staging import Staging
from factbook.factfiles.nodes import leaves
from factbook.rules.across import StagedFault
from factbook.rules.context import Context
from factbook.rules.plan import TablePlan
from factbook.rules.quoted import Cited
from factbook.text.support import folded_words, known_names

_AGAIN = "select distinct in_file from asked where id in temp.renamed and in_file not in temp.touched"
_UNTOUCHED = "select in_file, cited from asks where in_file not in temp.touched"
_ASKED = "select in_record, kind, cited from asks where in_file = ?"
#: Files that are answered for at a time.
_AT_ONCE = 64


class Answer(NamedTuple):
    """What is wrong with some files by the names of others, and which ids they have asked for: id, file."""

    faults: list[StagedFault]
    asked: list[tuple[str, int]]


class Asker:
    """Asks the rules that ask for names about files of a staging that is complete."""

    def __init__(self, database: sqlite3.Connection, plans: Mapping[str, TablePlan], context: Context) -> None:
        """Get to know what all records of the staging are called."""
        self._database, self._plans, self._context = database, plans, context
        self._names = Names(database, context.schema)
        self._known = known_names(self._names.all(with_caseless=True), self._names.lands())

    def ask(self, files: Iterable[int]) -> Answer:
        """The answer for these files."""
        answer = Answer([], [])
        for file in files:
            references = References(self._names)
            for record, kind, data in self._database.execute(_ASKED, [file]).fetchall():
                cited, plan = Cited.from_bytes(data), self._plans[kind]
                for fault in plan.judge_names(cited, references, self._context, self._known):
                    answer.faults.append(StagedFault(file, record, fault))
            answer.asked.extend((id, file) for id in references.asked)
        return answer


def files_to_ask(staging: Staging) -> list[list[int]]:
    """About which files it is asked, in groups."""
    database = staging.database
    again = _to_ask_again(staging) if staging.is_kept else set()
    database.executemany("delete from asked where in_file = ?", [(number,) for number in again])
    database.executemany("insert into temp.touched values (?)", [(number,) for number in again])
    scope = "where in_file in temp.touched" if staging.is_kept else ""
    rows = database.execute(f"select distinct in_file from asks {scope} order by 1").fetchall()  # noqa: S608
    files = [number for (number,) in rows]
    return [files[at : at + _AT_ONCE] for at in range(0, len(files), _AT_ONCE)]


def faults_of(staging: Staging, answers: Iterable[Answer]) -> Iterator[StagedFault]:
    """What is wrong by these answers; which file has asked for which id is kept aside until `Staging.note_asked`."""
    for answer in answers:
        yield from answer.faults
        staging.database.executemany("insert into temp.asked_now values (?, ?)", answer.asked)


def _to_ask_again(staging: Staging) -> set[int]:
    """The files that were not touched, and hold a record that asked for one that is renamed, or says its name."""
    database, starts = staging.database, name_starts(staging.database)
    found = {number for (number,) in database.execute(_AGAIN)}
    for number, data in database.execute(_UNTOUCHED) if starts else ():
        if number not in found and not starts.isdisjoint(folded_words(leaves(Cited.from_bytes(data).values))):
            found.add(number)
    return found
