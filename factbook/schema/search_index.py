"""The full-text indexes, the words under which each fact is found, and how much a find of it counts.

From `[label]`, `[name]`, `[search]`, `[words]`, references, lists, and the `[weight]` of tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from factbook.schema.core import INDEXED, LETTERS, REGISTER, SEARCH, SPELLINGS, TERMS, WEIGHTS
from factbook.schema.model import Column, Table, Tables
from factbook.schema.names import quote_name as q

_WORDS = """\
-- The words under which a fact is found, a row a fact; the full-text index holds them. Only the table of the
-- fact's kind is looked at, by the row number that it shares with the register.
create view fact_words as
select
  facts.rowid as rowid,
  facts.label as label,
  trim({names} || ' '
    || coalesce((select group_concat(alias, ' | ') from (
      select alias from fact_aliases where fact_aliases.fact = facts.id order by alias)), '') || ' | '
    || coalesce((select group_concat(name, ' | ') from (
      select name from fact_names where fact_names.fact = facts.id
      union select text from translations where translations.fact = facts.id and field = 'label' order by 1)), '')
    || ' | '
    || replace(facts.id, '-', ' '), ' |') as names,
  trim({words} || coalesce((select group_concat(text, ' | ') from (
      select text from translations
      where translations.fact = facts.id and field <> 'label' and is_current and field not glob 'derivations.*'
        and field not glob 'cross_checks.*' and field not glob 'distinct_from.*' order by language, field, item)), ''))
    as words,
  trim({stated}) as stated,
  coalesce((select group_concat(quote, ' | ') from (
    select quote from citations where citations.fact = facts.id order by id)), '') as quotes,
  coalesce((select group_concat(elsewhere || ' (' || publisher || ')', ' | ') from (
    select elsewhere, publisher from cross_checks where cross_checks.fact = facts.id order by id)), '') as elsewhere,
  coalesce((select group_concat(title, ' | ') from (
    select distinct coalesce(sources.title || ', ', '') || publisher || coalesce(', ' || published, '')
      || coalesce(', ' || speakers.label, '') as title
    from citations join sources on sources.id = citations.source
    left join facts as speakers on speakers.id = citations.speaker
    where citations.fact = facts.id order by 1)), '') as sources
from facts;
"""

_WEIGHTS = """\
insert into {name} (row, whole, weight)
select facts.rowid, {whole}, {weight} * (1 + coalesce((select min({most}, {step} * count(*)) from temp.referred_to
  where temp.referred_to.target = facts.id), 0))
from facts order by facts.rowid"""
#: What each record that refers to a fact adds to its weight, and what they add together at most.
STEP, MOST = 0.015, 0.12

_INDEX = """\
-- Full-text index over every fact; folds case, accents and English endings. Its row numbers are those of `facts` and
-- of each table of facts. Datasette and sqlite-utils look in this text for the tables that it serves:
create virtual table {name} using fts5(
  -- {served}
  {columns}, content="fact_words", tokenize="porter unicode61 remove_diacritics 2"
);

-- The same for scripts without spaces: each two characters that stand together, of the facts that have any such.
create virtual table {letters} using fts5({columns}, tokenize="unicode61");

-- What may be typed: names of records, words of vocabulary.yml, function words; `meaning` is what they share.
create virtual table {terms} using fts5(
  term, meaning unindexed, parts unindexed, weight unindexed, language unindexed,
  tokenize="porter unicode61 remove_diacritics 2"
);

-- The words of labels, names and our own words, unstemmed, each with the number of facts that have it.
create virtual table {spellings} using fts5(word, facts unindexed, tokenize="trigram");

-- How much a find of each fact counts: less where its table says so; more, the more other facts refer to it.
create table {weights} (
  -- Row number of the fact. [unit: row number]
  row integer primary key,
  -- Row number of the fact that it is part of. [unit: row number]
  whole integer,
  -- What a find of it is multiplied by. [unit: factor]
  weight real not null
) strict;
"""


def fact_words(tables: Tables) -> str:
    """The view, a row a fact: label, names, words, what is stated, quotes, what others say, articles."""
    return _WORDS.format(
        names=_case(tables, lambda table: map(_own, table.tagged("name"))),
        words=_case(tables, _words),
        stated=_case(tables, lambda table: chain(_stated(table), _lists(table, tables))),
    )


def fill_weights(tables: Tables) -> str:
    """The statement that weighs each fact; `temp.referred_to` has each fact with each `target` that it refers to."""
    facts = [table for table in tables.values() if table.is_fact]
    weights = {table.name: table.words["weight"] for table in facts if "weight" in table.words}
    wholes = {table.name: whole for table in facts if (whole := _whole(table))}
    return _WEIGHTS.format(
        name=WEIGHTS, weight=_by_kind(weights, "1"), whole=_by_kind(wholes, "null"), most=MOST, step=STEP
    )


def _by_kind(values: Mapping[str, str], other: str) -> str:
    whens = " ".join(f"when '{kind}' then {value}" for kind, value in values.items())
    return f"case facts.kind {whens} else {other} end" if values else other


def indexes(tables: Tables) -> str:
    """The virtual tables that search reads: words, letters, terms, spellings."""
    served = [REGISTER, *(table.name for table in tables.values() if table.is_fact)]
    named = " ".join(f'content="{name}"' for name in served)
    columns = ", ".join(INDEXED)
    return _INDEX.format(
        name=SEARCH,
        served=named,
        columns=columns,
        letters=LETTERS,
        terms=TERMS,
        spellings=SPELLINGS,
        weights=WEIGHTS,
    )


def _whole(table: Table) -> str:
    """The row number of the record that one of the table is part of, as SQL over `facts`; "" where none is."""
    wholes = [f"own.{q(c.name)}" for c in table.columns.values() if c.references == table.name]
    if not wholes:
        return ""
    of = f"from {q(table.name)} as own join facts as wholes on wholes.id in ({', '.join(wholes)})"
    return f"(select min(wholes.rowid) {of} where own.rowid = facts.rowid)"


# ── columns, as SQL over `own`, a row of a table of facts ──


def _case(tables: Tables, said: Callable[[Table], Iterator[str]]) -> str:
    """What `said` gives of the table of the fact's kind, joined."""
    found = ((table, list(said(table))) for table in tables.values() if table.is_fact)
    whens = [
        f"      when '{table.name}' then (select {_joined(columns)} from {q(table.name)} as own "
        "where own.rowid = facts.rowid)"
        for table, columns in found
        if columns
    ]
    return "coalesce(case facts.kind\n" + "\n".join(whens) + "\n    end, '')" if whens else "''"


def _joined(columns: list[str]) -> str:
    return " || ".join(f"coalesce({column} || ' | ', '')" for column in columns)


def _words(table: Table) -> Iterator[str]:
    """Our words on it, and what it is searched by."""
    for column in table.columns.values():
        if column.tags & {"search", "words"} and "label" not in column.tags:
            yield _own_or_label(column)


def _stated(table: Table) -> Iterator[str]:
    """All other values, references by the other's label; and the lists of records. The tag of a language is no word."""
    for column in table.columns.values():
        is_value = not (column.choices or column.generated or column.name == "id" or "language of" in column.words)
        if is_value and not column.tags & {"search", "words", "label", "name", "computed"}:
            yield _own_or_label(column)


def _own(column: Column) -> str:
    """The value; a number that is whole without its decimals."""
    name = f"own.{q(column.name)}"
    if column.type == "REAL":
        return f"iif({name} = cast({name} as integer), cast({name} as integer), {name})"
    return name


def _own_or_label(column: Column) -> str:
    if column.references is None:
        return _own(column)
    return f"(select other.label from facts as other where other.id = own.{q(column.name)})"


def _lists(table: Table, tables: Tables) -> Iterator[str]:
    """The lists of a table's records, each row by the labels that it refers to and its words."""
    for child in tables.values():
        if child.owner and child.columns[child.owner].references == table.name:
            first, *others = map(_of_row, child.given.values())
            said = " || ".join([f"coalesce({first}, '')", *(f"coalesce(', ' || {other}, '')" for other in others)])
            rows = f"select {said} as said from {q(child.name)} as row where row.{q(child.owner)} = own.id order by 1"
            yield f"(select group_concat(said, ' | ') from ({rows}))"


def _of_row(column: Column) -> str:
    if column.references is None:
        return f"row.{q(column.name)}"
    return f"(select other.label from facts as other where other.id = row.{q(column.name)})"
