"""What search reads, from the rows that are in: words, letters, what may be typed, how words are spelt.

Filled last, by row number and in one order, so that the same facts give the same bytes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from factbook.problems import Problem
from factbook.schema import Schema
from factbook.schema.core import LETTERS, SEARCH, SPELLINGS, TERMS
from factbook.schema.names import quote_name
from factbook.schema.search_index import fill_weights
from factbook.text.es_forms import plural_of
from factbook.text.function_words import FUNCTION_WORDS
from factbook.text.letters import RUN, SCRIPT, fold, paired
from factbook.text.vocabulary import Group, Vocabulary

#: How much a word of the same meaning counts beside the word that was typed; and one of a wider meaning.
SAME, WIDER = 0.8, 0.5
_WORD = re.compile(r"[^\W_]+")
#: Words that a name may have, so that it is looked up when it is typed.
_LONGEST_NAME = 12
_FILL = """
insert into facts_fts (rowid, label, names, words, stated, quotes, elsewhere, sources)
select rowid, label, names, words, stated, quotes, elsewhere, sources from temp.found_by order by rowid"""
_LETTERS = """
insert into facts_fts_letters (rowid, label, names, words, stated, quotes, elsewhere, sources)
values (?, ?, ?, ?, ?, ?, ?, ?)"""
_FOUND_BY = "select * from temp.found_by order by rowid"
_TERM = "insert into facts_fts_terms (term, meaning, parts, weight, language) values (?, ?, ?, ?, ?)"
#: A search asks for the words of a meaning in the table in which the index keeps them (FTS5: The %_content table).
_MEANINGS = "create index facts_fts_terms_meaning on facts_fts_terms_content(c1)"
_OTHER_NAMES = """
select fact, alias as name, '' as language from fact_aliases union select fact, name, language from fact_names"""
_NAMES = """
select facts.id, facts.label, other.name, other.language
from facts join temp.other_names as other on other.fact = facts.id
where other.name is not null order by 1, 3"""
_SPELT = """
create virtual table temp.spelt using fts5(
  label, names, words, stated, content='', tokenize='unicode61 remove_diacritics 2'
)"""
_SPELL = """
insert into temp.spelt (rowid, label, names, words, stated) select rowid, label, names, words, stated
from temp.found_by"""
_SPELLINGS = """
insert into facts_fts_spellings (word, facts) select term, doc from temp.spelt_words
where length(term) > 2 and term not glob '*[0-9]*' and term not glob ? order by term"""
_REFERRED = (
    "create temp table referred_to as select distinct target, fact from fact_links order by target, fact",
    "create index temp.referred_to_target on referred_to(target)",
)
_FOUND = "select 1 from facts_fts where facts_fts match ? limit 1"
_FOUND_LETTERS = "select 1 from facts_fts_letters where facts_fts_letters match ? limit 1"
_INDEXES = (SEARCH, LETTERS, TERMS, SPELLINGS)
_IN_A_SCRIPT = f"*{SCRIPT}*"
Term = tuple[str, str, int, float, str]


def fill_search_index(database: sqlite3.Connection, schema: Schema, vocabulary: Vocabulary) -> list[Problem]:
    """Fill the tables that search reads; returns a problem for each group of words that finds nothing."""
    database.execute("create temp table found_by as select * from fact_words order by rowid")
    database.execute(_FILL)
    # GLOB takes ten times as long to find such a letter as a regular expression does.
    rows = (row for row in database.execute(_FOUND_BY) if None not in row and RUN.search("".join(row[1:])))
    database.executemany(_LETTERS, ((row[0], *map(paired, row[1:])) for row in rows))
    database.executemany(_TERM, [*_function_words(), *_of_vocabulary(vocabulary), *_of_names(database, schema)])
    database.execute(_MEANINGS)
    _fill_spellings(database)
    _weigh(database, schema)
    for name in _INDEXES:
        database.execute(f"insert into {name} ({name}) values ('optimize')")  # noqa: S608 - a name of ours
    database.execute("drop table temp.found_by")
    return [vocabulary.useless(group) for group in vocabulary.groups if not (group.wider or _finds(database, group))]


def _weigh(database: sqlite3.Connection, schema: Schema) -> None:
    for statement in _REFERRED:
        database.execute(statement)
    database.execute(fill_weights(schema.tables))
    database.execute("drop table temp.referred_to")


def _finds(database: sqlite3.Connection, group: Group) -> bool:
    """Whether any word of the group is in a fact."""
    for word in group.all_words():
        words, letters = " ".join(_WORD.findall(fold(word))), paired(word)
        if database.execute(_FOUND, [f'"{words}"']).fetchone():
            return True
        if letters and database.execute(_FOUND_LETTERS, [f'"{letters}"']).fetchone():
            return True
    return False


# ── what may be typed ──


def _term(term: str, meaning: str, weight: float, language: str = "") -> Term:
    return (fold(term), meaning, len(_WORD.findall(fold(term))), weight, language)


def _function_words() -> Iterator[Term]:
    words = dict.fromkeys(word for listed in FUNCTION_WORDS.values() for word in listed)
    return (_term(word, "", 0) for word in words)


def _of_vocabulary(vocabulary: Vocabulary) -> Iterator[Term]:
    """The words of each group, Spanish ones in the plural too; and those of the groups of a wider meaning."""
    by_name = {group.name: group for group in vocabulary.groups}
    for group in vocabulary.groups:
        words = dict(_forms(group))
        yield from (_term(word, f"word:{group.name}", SAME, language) for word, language in words.items())
        wider = {word: language for name in group.wider for word, language in _forms(by_name[name])}
        wider = {word: language for word, language in wider.items() if word not in words}
        yield from (_term(word, f"word:{group.name}", WIDER, language) for word, language in wider.items())


def _forms(group: Group) -> Iterator[tuple[str, str]]:
    """Each word with its language."""
    for language, words in group.words.items():
        for word in words:
            yield word, language
            if language == "es" and (plural := plural_of(word)) != word:
                yield plural, language


def _of_names(database: sqlite3.Connection, schema: Schema) -> Iterator[Term]:
    """The names of each record that has several, its label among them."""
    tagged = "".join(
        f" union select id, {quote_name(column.name)}, '' from {quote_name(table.name)}"  # noqa: S608 - the schema's names
        for table in schema.fact_tables.values()
        for column in table.tagged("name")
    )
    database.execute(f"create temp table other_names as {_OTHER_NAMES}{tagged}")
    seen = dict[tuple[str, str], str]()
    for id, label, name, language in database.execute(_NAMES):
        seen.setdefault((id, label), "")
        seen[id, name] = language
    database.execute("drop table temp.other_names")
    for (id, name), language in seen.items():
        term = _term(name, f"name:{id}", SAME, language)
        if len(term[0]) > 1 and term[2] <= _LONGEST_NAME:
            yield term


def _fill_spellings(database: sqlite3.Connection) -> None:
    """The words of labels, names and our own words, as SQLite itself parts them."""
    database.execute(_SPELT)
    database.execute(_SPELL)
    database.execute("create virtual table temp.spelt_words using fts5vocab('temp', 'spelt', 'row')")
    database.execute(_SPELLINGS, [_IN_A_SCRIPT])
    database.execute("drop table temp.spelt_words")
    database.execute("drop table temp.spelt")
