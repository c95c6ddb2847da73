"""Translations of records: held against their originals, staged, and written with the labels that follow from them.

A translation whose original has changed is kept and marked; one that says what its original does not is a problem.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias

from factbook.compile.labels import composed_text
from factbook.compile.names import Names, References
from factbook.compile.originals import OriginalText, original_texts
from factbook.compile.renamed import name_starts
from factbook.compile.staging import Staging
from factbook.factfiles.files import TRANSLATIONS
from factbook.factfiles.translations import Place, Translation, digest_of, languages_of, mark_of, read_translations
from factbook.problems import Fault, Problem, did_you_mean
from factbook.project import Project
from factbook.rules.quoted import Cited
from factbook.rules.rule import Record
from factbook.rules.translated import check_translated, may_name
from factbook.rules.unsupported import Original
from factbook.rules.worded import behind_of, support_of
from factbook.schema import Column, Schema, Table
from factbook.schema.names import quote_name as q
from factbook.text.dates import date_fault
from factbook.text.support import KnownNames, Support, known_names

_LISTS = "`build.py translate` lists what there is to translate"
#: Record, field, item, language, text, whether it is of the original as it is.
_Row: TypeAlias = tuple[str, str, str | None, str, str, int]


class Judged(NamedTuple):
    """How many translations are stale, and what is wrong with any."""

    stale: int
    problems: list[Problem]


def load_translations(project: Project, staging: Staging, language: str) -> Judged:
    """Stage all translations of records written in `language`, and return what is wrong with them, by place."""
    database = staging.database
    is_other = staging.note("translations", _digest(project.facts))
    if staging.is_kept and not is_other and not staging.has_touched():
        # Found right in an earlier run, and nothing has changed since.
        return Judged(database.execute("select count(*) from translations where not is_current").fetchone()[0], [])
    were = set(database.execute("select * from translations")) if staging.is_kept else set[_Row]()
    database.execute("delete from translations")
    if not languages_of(project.facts):
        return Judged(0, [])
    translations, problems = read_translations(project.facts)
    originals = {each.place: each for each in original_texts(database, staging.schema)}
    judge = _Judge(staging, originals, language)
    rows = [(given, _row(given, originals)) for given in translations]
    # What stands behind a record is looked up once for all languages.
    for given in sorted(_to_judge(staging, rows, were), key=lambda given: given.place.id):
        if fault := judge.fault(given):
            problems.append(_problem(given, fault, project))
    staged = [row for _, row in rows if row]
    database.executemany("insert into translations values (?, ?, ?, ?, ?, ?)", staged)
    return Judged(sum(not row[-1] for row in staged), sorted(set(problems)))


def _to_judge(
    staging: Staging, rows: Iterable[tuple[Translation, _Row | None]], were: set[_Row]
) -> Iterator[Translation]:
    """The translations but those that were found right, and can be read no other way since."""
    ids, starts = concerned(staging.database) if staging.is_kept else frozenset(), name_starts(staging.database)
    for given, row in rows:
        if row not in were or given.place.id in ids or (starts and may_name(given.text, starts)):
            yield given


# What says other things than it did, or is gone; and whatever names what is called otherwise.
_CONCERNED = """
select ids.id from ids left join asks using (in_file, in_record)
where in_file in temp.touched and (ids.id, cited) not in temp.were
union select id from temp.gone
union select ids.id from temp.renamed, asks join ids using (in_file, in_record)
where instr(asks.cited, cast(renamed.id as blob))
"""


def concerned(database: sqlite3.Connection) -> frozenset[str]:
    """The records whose translations may be right or wrong otherwise than in the last run."""
    return frozenset(id for (id,) in database.execute(_CONCERNED))


def _digest(facts: Path) -> bytes:
    """SHA-256 of the files of translations, by name and content."""
    digest = sha256()
    for path in sorted(path for path in (facts / TRANSLATIONS).rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(facts)}\n".encode() + sha256(path.read_bytes()).digest())
    return digest.digest()


def _row(given: Translation, originals: Mapping[Place, OriginalText]) -> _Row | None:
    """The staged row of a translation; None where it has no text, or is of nothing."""
    language, place, of, text, _ = given
    if not text or place not in originals:
        return None
    return place.id, place.field, place.item or None, language, text, int(of == digest_of(originals[place].text))


def _problem(given: Translation, fault: Fault, project: Project) -> Problem:
    keys = tuple(map(str, fault.path))
    mark = mark_of(given, project.facts, *keys)
    where = " ".join(filter(None, keys or (given.place.id, given.place.field, given.place.item)))
    return Problem(given.path, mark.line + 1, mark.column + 1, where, fault.kind, fault.message, fault.hint)


class _Judge:
    """Holds translations against their originals, and against what stands behind these."""

    def __init__(self, staging: Staging, originals: Mapping[Place, OriginalText], language: str) -> None:
        self._language = language
        self._database, self._schema, self._originals = staging.database, staging.schema, originals
        self._names = Names(staging.database, staging.schema)
        self._behind: dict[str, tuple[Support, frozenset[str]]] = {}

    def _all_names(self) -> dict[str, list[str]]:
        """The names of all records, by id, with the labels of those that have any: one stands for the other."""
        found = self._names.all()
        return {id: [*names, own.label] if (own := self._names.of(id)) else names for id, names in found.items()}

    @cached_property
    def _known(self) -> KnownNames:
        return known_names(self._all_names())

    def fault(self, given: Translation) -> Fault | None:
        """What is wrong with a translation; one that is stale is not judged, for nobody sees it."""
        place = given.place
        if place not in self._originals:
            return self._of_nothing(place)
        original = self._originals[place].text
        if not given.text or given.of != digest_of(original):
            return None
        support, days = self._behind_of(place)
        return check_translated(
            given.text, given.language, Original(original, support, days, self._language), self._known
        )

    def _of_nothing(self, place: Place) -> Fault:
        """Of a text that no record has: there is no such record, which is told at its id, or no such field, or row."""
        here = [each for each in self._originals if each.table == place.table]
        fields = [each.field for each in here if each.id == place.id]
        if not fields:
            near = did_you_mean(place.id, {each.id for each in here}) or _LISTS
            return Fault(
                "translation", f"facts/{place.table} has no such record with a text to translate", near, (place.id,)
            )
        if place.field not in fields:
            near = did_you_mean(place.field, fields) or f"it has {', '.join(dict.fromkeys(fields))}"
            return Fault("translation", "the record has no such text to translate", near, (place.id, place.field))
        items = [each.item for each in here if (each.id, each.field) == (place.id, place.field)]
        near = did_you_mean(place.item, items) or _LISTS
        return Fault(
            "translation", "the record has no such text to translate", near, (place.id, place.field, place.item)
        )

    def _behind_of(self, place: Place) -> tuple[Support, frozenset[str]]:
        """What stands behind the words of the record, and its dates; looked up once for all that is said of it."""
        if place.id not in self._behind:
            self._behind.clear()
            self._behind[place.id] = self._look(place)
        return self._behind[place.id]

    def _look(self, place: Place) -> tuple[Support, frozenset[str]]:
        asked = "select asks.cited from asks join ids using (in_file, in_record) where ids.id = ?"
        row = self._database.execute(asked, [place.id]).fetchone()
        cited = Cited.from_bytes(row[0]) if row else Cited({"id": place.id}, (), ())
        ours = frozenset(c.name for c in self._schema.tables[place.table].given.values() if "words" in c.tags)
        record = Record(place.table, cited.values, references=References(self._names), ours=ours, known=self._known)
        behind = behind_of(record, tuple(quote for _, quote, _ in cited.quotes))
        own = self._names.of(place.id)
        texts = (*behind.texts, *(own.all_names if own else ()))
        days = frozenset(text for text in behind.texts if date_fault(text) is None)
        return support_of(replace(behind, texts=texts), self._language, is_note=True), days


# ── into the database ──

_TRANSLATED = """
insert into main.translations (fact, field, item, language, text, origin, is_current)
select fact, field, item, language, text, 'translated', is_current from staged.translations
order by fact, language, field, item"""
#: A label that is translated itself, wherever its column has another name than `label`.
_LABELS = """
insert into main.translations (fact, field, item, language, text, origin, is_current)
select fact, 'label', null, language, text, 'translated', is_current from staged.translations
where field = :label and :label <> 'label' and fact in (select id from main.facts where kind = :table)
order by fact, language"""
#: A name of a record in a language, where its label is not translated: the first of its kind.
_NAMED = """
insert into main.translations (fact, field, item, language, text, origin, is_current)
select fact, 'label', null, language, name, 'name', 1 from (
  select fact, language, name, row_number() over (
    partition by fact, language order by case kind when 'name' then 0 else 1 end, rowid
  ) as place from staged.fact_names
  where language in (select distinct language from staged.translations) and kind in ('name', 'transliteration')
)
where place = 1 and (fact, language) not in (
  select fact, language from main.translations where field = 'label' and is_current
) and fact in (select id from main.facts where kind = :table)
order by fact, language"""
#: The name of a record in its own language, where it has another label here, and none in that language.
_LOCAL = """
insert into main.translations (fact, field, item, language, text, origin, is_current)
select id, 'label', null, {language}, {name}, 'name', 1 from main.{table}
where {language} in (select distinct language from staged.translations) and {name} <> {label}
and (id, {language}) not in (select fact, language from main.translations where field = 'label' and is_current)
order by id"""
_COMPOSED = """
insert into main.translations (fact, field, item, language, text, origin, is_current)
select row.id, 'label', null, :language, {text}, 'composed', 1 from main.{table} as row
join main.translations as own
  on own.fact = row.id and own.field = :label and own.language = :language and own.is_current
left join (
  select cited.fact, article.*, min(cited.at_row) from staged.citations as cited
  join staged.sources as article on article.id = cited.source
  where cited.fact in (select id from staged.{table}) group by cited.fact
) as article on article.fact = row.id
order by row.id"""


def insert_translations(database: sqlite3.Connection, schema: Schema) -> None:
    """Write the staged translations, and what each record is called in the languages that they are in."""
    database.execute(_TRANSLATED)
    tables = schema.fact_tables.values()
    for table in tables:
        asked = {"table": table.name, "label": table.label}
        if not table.label_template:
            database.execute(_LABELS, asked)
        if "words" not in table.columns[table.label].tags:
            database.execute(_NAMED, {"table": table.name})
        for names in _local_names(table):
            database.execute(_LOCAL.format(table=q(table.name), label=q(table.label), **names))
    languages = [row[0] for row in database.execute("select distinct language from staged.translations order by 1")]
    from factbook.locale.dates import say_month  # noqa: PLC0415 - Babel is slow to load, and a check has no use for it
    from factbook.locale.signs import set_signs  # noqa: PLC0415 - as above

    for language in languages:
        database.create_function("say_month_in", 1, lambda date, to=language: say_month(date, to), deterministic=True)
        for table in tables:
            if table.label_template:
                text = composed_text(table, schema, _said, partial(set_signs, language=language))
                query = _COMPOSED.format(text=text, table=q(table.name))
                database.execute(query, {"language": language, "label": table.label})


def _local_names(table: Table) -> Iterator[dict[str, str]]:
    """The columns that hold a name in a language of its own, each with the one that tells the language, quoted."""
    for column in table.columns.values():
        name = column.words.get("language of")
        if name and "name" in table.columns[name].tags:
            yield {"language": q(column.name), "name": q(name)}


def _said(column: Column, of: str) -> str:
    """A column of a label's template in the language, as SQL."""
    value = f"{of}.{q(column.name)}"
    if column.references:
        own = f"select text from main.translations where fact = {value} and field = 'label'"  # noqa: S608 - names of the schema; so below
        plain = f"select label from main.facts where id = {value}"  # noqa: S608
        return f"coalesce(({own} and language = :language and is_current), ({plain}))"
    if "date" in column.tags:
        return f"say_month_in({value})"
    return "own.text" if "label" in column.tags else value
