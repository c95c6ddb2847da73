"""The statements of the search, by name: what reads a query, counts what its words find, and ranks.

Whoever asks the database asks these, in this package or without it: the frozen edition hands them to the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from factbook.schema.core import LETTERS, SEARCH

_COUNT = (
    "select count(*), max(rowid) from (select rowid from {0} where {0} match :expression order by rowid limit :most)"
)
#: How many facts there are; how many one expression finds, by whether it is for the index of letters.
FACTS = "select max(rowid) from facts"
COUNTS = {False: _COUNT.format(SEARCH), True: _COUNT.format(LETTERS)}
#: What phrases mean; the terms in a text of a script without spaces; all words of meanings; whether a word stands.
PHRASES = """
select json_extract(asked.value, '$[0]'), meaning from json_each(:asked) as asked cross join facts_fts_terms
where facts_fts_terms match json_extract(asked.value, '$[1]')
and parts = json_extract(asked.value, '$[2]') and weight <> 0.5
order by asked.key, facts_fts_terms.rowid"""
#: Both read the terms as the index keeps them (term, meaning, parts, weight, language): the first all of them.
IN_SCRIPT = """
select c0, c1 from facts_fts_terms_content
where c0 glob :script and c3 <> 0.5 and instr(:text, c0) order by id"""
SAME = """
select c1, c0, c3, c4 from facts_fts_terms_content
where c1 in (select value from json_each(:meanings)) order by +id limit 500"""
STANDS = "select 1 from facts_fts where facts_fts match ? limit 1"
#: Words that are spelled nearly so, by three letters in a row; those that begin with a letter, as the index keeps them.
NEAR = """
select word, facts from facts_fts_spellings where facts_fts_spellings match :parts order by rank, rowid limit :most"""
BEGINS = """
select c0, c1 from facts_fts_spellings_content
where c0 like :start and length(c0) between :least and :longest order by id limit :most"""

_BEGUN = """
select facts.rowid, facts.id, facts.kind, facts.label, 1, -bm25({0}, 10, 6)
from {0} join facts on facts.rowid = {0}.rowid
where {0} match :expression and facts.kind in (select value from json_each(:kinds))
order by 6 desc, 1 limit :most"""
#: Facts of some tables in whose names a word begins so, by whether it is for the index of letters.
BEGUN = {False: _BEGUN.format(SEARCH), True: _BEGUN.format(LETTERS)}


@cache
def statement() -> str:
    """The one SQL statement that ranks."""
    return (Path(__file__).parent / "search.sql").read_text(encoding="utf-8")


def statements() -> Mapping[str, str]:
    """All of them by name: `rank` orders the facts; the others read the query and count what its words find."""
    return {
        "rank": statement(),
        "facts": FACTS,
        "count": COUNTS[False],
        "count_letters": COUNTS[True],
        "phrases": PHRASES,
        "in_script": IN_SCRIPT,
        "same": SAME,
        "stands": STANDS,
        "near": NEAR,
        "begins": BEGINS,
    }
