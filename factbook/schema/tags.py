"""Tags: words in square brackets, in the comment above a table or a column, that the package reads.

    tag = "[" name [":" words] "]"

What a tag means is said here once. A tag that nobody knows is refused, with its line and the names that there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from factbook.problems import ProjectError

_TAG = re.compile(r"\s*\[([a-z][a-z ]*?)(?:: *([^\]]+))?\]")
_TABLE = re.compile(r"create (?:virtual )?(table|view) (\w+)")
_COLUMN = re.compile(r'\s+"?(\w+)"? (text|integer|real|blob)\b')


class Tag(NamedTuple):
    """What a tag may stand on: SQLite's `types` of columns (none: any), and whether `words` follow it."""

    means: str
    words: str = "never"
    types: tuple[str, ...] = ()


#: The tags of tables.
OF_TABLES: Mapping[str, Tag] = {
    "no citation": Tag("reference data that no article has to prove"),
    "person": Tag("who may be the speaker of a citation"),
    "speaker": Tag("bodies that may be the speaker of a citation too"),
    "place": Tag("places: what refers to them is listed on their pages"),
    "calendar": Tag("what takes place on a day: an iCalendar"),
    "claim": Tag("how a record is said in a line, by its columns in braces", "always"),
    "label": Tag("how its records' labels are put together, by columns of it or of the article in braces", "always"),
    "weight": Tag("how much its records count in a search, beside 1", "always"),
    "one file": Tag("its records stand in one file"),
    "evidence": Tag("what facts are proved by"),
}
#: Roles: at most one table has each.
ROLES = ("person", "place", "calendar")
#: The first word of a unit whose numbers say which in a row: "ordinal in the series".
ORDINAL = "ordinal"
_TEXT, _NUMBER = ("text",), ("integer", "real")
#: The tags of columns.
OF_COLUMNS: Mapping[str, Tag] = {
    "label": Tag("the words by which the record is known", types=_TEXT),
    "name": Tag("another name of the record: it is found by it, and a quote may name it so", types=_TEXT),
    "editorial": Tag("our own word, not the article's: it needs no proof"),
    "printed": Tag("stands in the proving quote as it is written here, case aside", types=_TEXT),
    "number": Tag("the record's amount", types=_NUMBER),
    "unit": Tag("alone: a unit as printed; with words: the unit of the column's numbers, printed beside each", "may"),
    "qualifier": Tag("how the number is bounded", types=_TEXT),
    "measure": Tag("the same words for the same measure", types=_TEXT),
    "scope": Tag("of what, where or when a number is"),
    "date": Tag("an EDTF date, and its word in the timeline", "may", _TEXT),
    "awaited": Tag("the values under which nothing has happened yet", "always", _TEXT),
    "open": Tag("the values that time may have overtaken since the article", "always", _TEXT),
    "day of": Tag(
        "the day of the article by which the value of another column holds; with [computed]", "always", _TEXT
    ),
    "language of": Tag("the language (BCP 47) of the words in another column", "always", _TEXT),
    "applies": Tag("only where a condition on the row holds, or only to some records: empty is no silence", "may"),
    "class": Tag("claimed by a closed list, and shown by a word of the lexicon", types=_TEXT),
    "words": Tag("our words on the article's matter", types=_TEXT),
    "search": Tag("the record is found by it; of a reference, by the other's label"),
    "computed": Tag("filled by the build"),
}
#: Tags that at most one column of a table has.
ONCE = ("label", "number", "qualifier", "measure", "awaited")


class Comment(NamedTuple):
    """A comment without its tags; their names; and the words that follow some of them.

    `[unit: x]` is the unit of a number and no `[unit]`: it has words and no name.
    """

    prose: str = ""
    tags: frozenset[str] = frozenset()
    words: Mapping[str, str] = {}


class Declaration(NamedTuple):
    """A table, view or column as it is written: its comment, the comment's first line, a column's type."""

    table: str
    column: str
    type: str
    comment: str
    line: int


def counted_in(unit: str | None) -> str:
    """The `[unit: …]` said behind a number; "" of years, of a place in a row, and where another column has it."""
    return "" if unit is None or unit == "year" or unit.startswith(("see ", ORDINAL)) else unit


def tags_of(block: str) -> dict[str, str]:
    """The tags in a block of comment lines, each with its words: "" where none follow it."""
    text = " ".join(line.strip().lstrip("-").strip() for line in block.strip().splitlines())
    return {name: words.strip() for name, words in _TAG.findall(text)}


def split_comment(block: str) -> Comment:
    """A block of comment lines as its prose and its tags."""
    text = " ".join(line.strip().lstrip("-").strip() for line in block.strip().splitlines())
    found = dict(_TAG.findall(text))
    tags = frozenset(name for name, words in found.items() if not (name == "unit" and words))
    return Comment(_TAG.sub("", text).strip(), tags, {name: words.strip() for name, words in found.items() if words})


def declarations(sql: str) -> Iterator[Declaration]:
    """The tables, views and columns that `sql` declares, in its order."""
    table, comment = "", list[str]()
    for number, line in enumerate(sql.splitlines(), 1):
        if line.lstrip().startswith("--"):
            comment.append(line)
            continue
        if found := _TABLE.match(line):
            table = found[2]
            yield Declaration(table, "", found[1], "\n".join(comment), number - len(comment))
        elif found := _COLUMN.match(line):
            yield Declaration(table, found[1], found[2], "\n".join(comment), number - len(comment))
        comment = []


def check_tags(name: str, sql: str, before: str = "") -> None:
    """Raise ProjectError for the first tag of `sql`, the text of the file `name`, that is not as it must be.

    `before` is SQL that stands before it and may have given a role already.
    """
    roles = {role: d.table for d in declarations(before) if not d.column for role in _names(d)}
    once = dict[tuple[str, str], str]()
    for declared in declarations(sql):
        for fault in _faults(declared, roles, once):
            raise ProjectError(f"{name}:{declared.line}: {fault}")


def _names(declared: Declaration) -> Iterable[str]:
    return split_comment(declared.comment).tags


def _faults(declared: Declaration, roles: dict[str, str], once: dict[tuple[str, str], str]) -> Iterator[str]:
    known = OF_COLUMNS if declared.column else OF_TABLES
    for name, words in _TAG.findall(" ".join(line.strip().lstrip("-") for line in declared.comment.splitlines())):
        if name not in known:
            yield f"[{name}] is no tag of a {'column' if declared.column else 'table'}; there are {', '.join(known)}"
        elif fault := _misfit(name, words, declared.type, known[name]):
            yield fault
        elif declared.column and name in ONCE:
            first = once.setdefault((declared.table, name), declared.column)
            if first != declared.column:
                yield f"[{name}] stands on two columns of {declared.table}: {first} and {declared.column}"
        elif not declared.column and name in ROLES:
            first = roles.setdefault(name, declared.table)
            if first != declared.table:
                yield f"[{name}] stands on two tables: {first} and {declared.table}"


def _misfit(name: str, words: str, kind: str, tag: Tag) -> str:
    if tag.words == "always" and not words:
        return f"[{name}] wants words: [{name}: …]"
    if tag.words == "never" and words:
        return f"[{name}] takes no words"
    if tag.types and kind not in tag.types:
        return f"[{name}] stands on a column of type {kind}; it wants {' or '.join(tag.types)}"
    return ""
