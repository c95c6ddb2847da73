"""Tags: words in square brackets, in the comment above a table or a column, that the package reads.

    tag = "[" name [":" words] "]"

What a tag means is said here once. A tag that nobody knows is refused, with its line and the names that there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factbook.problems import Problem, did_you_mean

_TAG = re.compile(r"\s*\[([a-z][a-z ]*?)(?:: *([^\]]+))?\]")
_TABLE = re.compile(
    r"\s*create\s+(?:virtual\s+)?(table|view)\s+(?:if\s+not\s+exists\s+)?(?:[\"`\[](.+?)[\"`\]]|(\w+))", re.I
)
#: A line that declares a column: its name, and its type; none that begins a constraint of the table.
_COLUMN = re.compile(
    r"\s*(?!(?:constraint|primary|foreign|unique|check)\b)(?:[\"`\[](.+?)[\"`\]]|(\w+))[ \t]+(\w+)", re.I
)
#: What no parenthesis counts in: texts, and comments behind SQL.
_APART = re.compile(r"'[^']*'|--.*")


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
    """A table, view or column as it is written: its comment, a column's type, the comment's first line, its own."""

    table: str
    column: str
    type: str
    comment: str
    line: int
    at: int


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
    """The tables, views and columns that `sql` declares, in its order; a column stands on a line of its own."""
    table, is_table, depth, comment = "", False, 0, list[str]()
    for number, line in enumerate(sql.splitlines(), 1):
        if line.lstrip().startswith("--"):
            comment.append(line)
            continue
        if not line.strip() and depth:
            continue  # within a table, a blank line parts no comment from its column
        at = number - len(comment), number
        if found := _TABLE.match(line):
            table, is_table, depth = found[2] or found[3], found[1].lower() == "table", 0
            yield Declaration(table, "", found[1].lower(), "\n".join(comment), *at)
        elif is_table and depth == 1 and (found := _COLUMN.match(line)):
            yield Declaration(table, found[1] or found[2], found[3].lower(), "\n".join(comment), *at)
        plain = _APART.sub("", line)
        depth += plain.count("(") - plain.count(")")
        comment = []


def check_tags(name: str, sql: str) -> list[Problem]:
    """Every tag in `sql`, the text of the file `name`, that is not as it must be, by place."""
    roles, once = dict[str, str](), dict[tuple[str, str], str]()
    return [
        Problem(name, *_place(declared, tag), _where(declared), "schema", message, hint)
        for declared in declarations(sql)
        for tag, message, hint in _faults(declared, roles, once)
    ]


def _place(declared: Declaration, tag: str) -> tuple[int, int]:
    """Line and column of a tag in the comment of what is declared."""
    for number, line in enumerate(declared.comment.splitlines(), declared.line):
        if (at := line.find(f"[{tag}")) >= 0:
            return number, at + 1
    return declared.line, 1


def _where(declared: Declaration) -> str:
    return f"{declared.table}.{declared.column}" if declared.column else declared.table


def _faults(
    declared: Declaration, roles: dict[str, str], once: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str, str]]:
    """Each tag that does not fit, with what is wrong and what would help."""
    known = OF_COLUMNS if declared.column else OF_TABLES
    for name, words in _TAG.findall(" ".join(line.strip().lstrip("-") for line in declared.comment.splitlines())):
        if name not in known:
            what = f"[{name}] is no tag of a {'column' if declared.column else declared.type}"
            yield name, what, did_you_mean(name, known) or f"there are {', '.join(known)}"
        elif fault := _misfit(name, words, declared.type, known[name]):
            yield name, *fault
        elif declared.column and name in ONCE:
            first = once.setdefault((declared.table, name), declared.column)
            if first != declared.column:
                yield name, f"[{name}] stands on {first} already", "one column of a table has it"
        elif not declared.column and name in ROLES:
            first = roles.setdefault(name, declared.table)
            if first != declared.table:
                yield name, f"[{name}] stands on {first} already", "one table has it"


def _misfit(name: str, words: str, kind: str, tag: Tag) -> tuple[str, str] | None:
    if tag.words == "always" and not words:
        return f"[{name}] is without words", f"write [{name}: …]: {tag.means}"
    if tag.words == "never" and words:
        return f"[{name}] takes no words", f"write [{name}]"
    if tag.types and kind not in tag.types:
        return f"[{name}] stands on a column of type {kind}", f"it wants {' or '.join(tag.types)}"
    return None
