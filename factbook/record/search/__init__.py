"""The one search of the factbook: whatever finds records by words asks here.

find(conn, text, filters)   Found    facts, the best first, with the words as they were read
begun(conn, text, kinds, n) Hits     facts in whose names a word begins so, for a box in which one types
statement()                 str      the SQL that ranks; `plan` and `parameters` make what it is given
"""

from factbook.record.search.find import MOST, Filters, Found, Hit, begun, find, parameters, plan
from factbook.record.search.handed_on import search_setting
from factbook.record.search.reading import LONGEST_TERM, MOST_TERMS, Read, read_query
from factbook.record.search.spelling import bare
from factbook.record.search.statements import statement
from factbook.record.search.words import TOKEN, Way, Word

__all__ = [
    "LONGEST_TERM",
    "MOST",
    "MOST_TERMS",
    "TOKEN",
    "Filters",
    "Found",
    "Hit",
    "Read",
    "Way",
    "Word",
    "bare",
    "begun",
    "find",
    "parameters",
    "plan",
    "read_query",
    "search_setting",
    "statement",
]
