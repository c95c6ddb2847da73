"""What is wrong with the facts, as data; and the exceptions for when nothing more can be done.

A `Problem` is a finding about a fact file: stages collect them and the command prints all of them at once.
An exception means that a stage cannot go on at all. This module never prints and never exits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

#: Every kind of problem, with what it means and how it is cured.
KINDS: dict[str, str] = {
    "file": "The file cannot be read as a fact file: its name, size, encoding or place is wrong.",
    "yaml": "The file is not the plain YAML that fact files are written in.",
    "structure": "A list stands where a mapping or a text is due, or the other way round.",
    "unknown-table": "The folder under facts/ is not a table of schema.sql.",
    "unknown-key": "The key is not a column of the table, nor a list that belongs to it.",
    "missing-key": "The schema requires a column that the record does not give.",
    "duplicate-key": "The same key is there twice in one mapping.",
    "placeholder": "What is not known is left out, never written as a word.",
    "type": "The text is not of the column's type.",
    "date": "The text is not an EDTF date, or not a day of the calendar.",
    "choice": "The value is not in the column's closed list.",
    "slug": "An id is made of lower-case letters, digits and hyphens, 80 at most.",
    "duplicate-id": "An id is unique over all tables, and that of a retired record is never used again.",
    "id-gone": "A published id has no record any more, and no entry in facts/retired.yml says why.",
    "history": "An entry of facts/retired.yml or facts/changes.yml does not hold.",
    "published": "A value of a published record is another than in its release, and facts/changes.yml gives no reason.",
    "duplicate-row": "The same row is there twice in a list.",
    "duplicate-name": "Two records of one table have the same name: one thing has one record.",
    "reference": "The id that is referred to does not exist, or is of another table.",
    "constraint": "A CHECK constraint of schema.sql does not hold.",
    "control-character": "A value holds a control character.",
    "characters": "A value or quote holds an invisible character, or a word in letters of two scripts that look alike.",
    "quote-absent": "The quote is not in that paragraph of that article.",
    "quote-ambiguous": "The quote stands more than once in the paragraph.",
    "quote-length": "A quote has 3 to 12 words.",
    "quote-sentence": "A quote is never a whole sentence.",
    "quote-cut": "The quote cuts through a word, a number or a bound (`more than`), or cuts off what turns its sense.",
    "paragraph": "The article has no such paragraph.",
    "fields": "The citation names a field that the record does not have, or names none where it must.",
    "unproved": "A value has no citation and no derivation.",
    "number": "The number cannot be read in the quote that is to prove it.",
    "year": "The date cannot be read in the quote that is to prove it.",
    "qualifier": "The bound of the number is not what the quote says.",
    "printed": "The words that are given as printed are not in the quote that is to prove them.",
    "unit": "The unit is not in the quote that is to prove it.",
    "derivation": "A derivation is of a column that the record does not give.",
    "paragraph-open": "A paragraph of an article is neither cited nor listed as holding no fact.",
    "number-open": "A number in an article is neither quoted nor listed with a reason.",
    "ledger": "A source's list of paragraphs or numbers says what does not hold.",
    "copying": "All quotes together reproduce too much of an article: over 65 % of it, or over 75 % of long sentences.",
    "archive": "The article's file is missing, or its bytes have changed.",
    "lock": "The article's lock does not hold this; `build.py verify` writes it where the archive is.",
    "format": "The file is not in its canonical form; `build.py fmt` writes it.",
    "named": "What the value refers to is not named in the quote or the reason that is to prove it.",
    "voice": "The quote's own sentence, or its turn of an interview, gives the words to another voice.",
    "speaker": "The quote's own sentence, or its article's list of who speaks where, names another, or nobody.",
    "reason": "A reason does not say enough: too few words, or not the amount, year or class for which it stands.",
    "reckoned": "The sum of a derivation gives another value, or none, or has a number that is in no quote.",
    "article": "The article's own title, author or date is not printed in the paragraph that its record names.",
    "checked": "The day of a check is before an article that the record cites, or after the day of the release.",
    "words": "Our words have a number or name that nothing has, or say more than the quotes do, or the contrary.",
    "translation": "A translation is of no record or text, or has a number or a name that is not the record's.",
    "same-words": "Quotes that overlap in an article are given to different voices or speakers.",
    "class": "No word that shows the class is in the quote that is to prove it or in its sentence, or only hedged.",
    "schema": "SQLite does not take what schema.sql declares, or the factbook would read it otherwise than is meant.",
    "lexicon": "A key or a word of lexicon.yml does not fit the schema, the languages that are read, or another word.",
    "vocabulary": "A word of vocabulary.yml is in two groups, its language is not read, or its group finds no fact.",
    "metadata": "A key or a value of metadata.yml is unknown, not of its kind, or names what the schema does not have.",
    "audit": "The compiled database does not hold together.",
}


class Key(str):
    """A step of a path to a key itself, where a plain text is one to the key's value."""

    __slots__ = ()


class RowKey(str):
    """A step of a path to a row that is written as `first column: second column`, by its key."""

    __slots__ = ()


#: The way from a record to a part of it: keys, and places in lists, from 0.
FaultPath = tuple[str | int, ...]


class Fault(NamedTuple):
    """What a rule finds: a kind (a key of KINDS), what is wrong, what would help, and where in the record it is."""

    kind: str
    message: str
    hint: str = ""
    path: FaultPath = ()

    def at(self, *path: str | int) -> Fault:
        """The same fault at that place of the record."""
        return self._replace(path=path)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """A hint that names what is nearest to the word; "" where nothing is near."""
    near = get_close_matches(word, list(words), 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else ""


class Problem(NamedTuple):
    """One finding: where it is, what is wrong, and what to do. Sorts by place."""

    path: str
    line: int
    column: int
    where: str
    kind: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`path:line:column: where: message (hint)`; line and column count from 1, 0 where there is none."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        where = f" {self.where}:" if self.where else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{place}:{where} {self.message} [{self.kind}]{hint}"


def by_place(problem: Problem) -> tuple[object, ...]:
    """What problems are sorted by: their places, then their words, numbers in these as numbers."""
    words = re.split(r"(\d+)", problem.message)
    return (*problem[:5], [(int(word), "") if word.isdecimal() else (0, word) for word in words], problem.hint)


class FactbookError(Exception):
    """Base of all that stops the factbook.

    FactbookError
    ├── FactsRefused      the facts have problems (carries them)
    ├── ProjectError      schema.sql or pyproject.toml is missing, or the folder is not as it must be
    ├── ArchiveError      the folder of articles is not there
    ├── RequestError      what was asked for does not fit the facts as they are
    ├── WriteError        the file system did not take the result
    ├── ProcessError      a process of the run has died
    └── DatabaseError     the database is missing or is not a factbook
    """


class FactsRefused(FactbookError):
    """The facts have problems; `problems` holds all of them, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted and each once."""
        self.problems = sorted(set(problems), key=by_place)
        super().__init__(f"{len(self.problems)} problems")


class ProjectError(FactbookError):
    """A file that the project itself needs is missing or wrong."""


class ArchiveError(FactbookError):
    """The archive that was named is not a folder of articles."""


class RequestError(FactbookError):
    """What was asked for does not fit the facts as they are; nothing was written."""


class WriteError(FactbookError):
    """The result could not be written; what was there before is untouched."""


class ProcessError(FactbookError):
    """A process that took part has died; nothing was written."""


class DatabaseError(FactbookError):
    """The database is missing, or is not a compiled factbook."""
