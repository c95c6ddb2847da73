"""What is to be translated into a language, and the drafts of its files.

Turns the originals and the translations that are there into work that is left, and into the text of each file: in the
order of the facts, each text under its original, the digest filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from factbook.compile.originals import OriginalText, original_texts
from factbook.compile.pipeline import stage_plainly
from factbook.factfiles.files import TRANSLATIONS
from factbook.factfiles.translations import Entry, Translation, digest_of, dump_translations, read_translations
from factbook.problems import FactsRefused
from factbook.project import Project


class Work(NamedTuple):
    """What a language lacks: texts without a translation, and texts that have changed since they were translated."""

    missing: Sequence[OriginalText]
    stale: Sequence[OriginalText]
    done: int


def work_left(project: Project, language: str) -> Work:
    """What is left to translate into the language, in the order of the facts; raises FactsRefused."""
    originals, given = _state(project, language)
    of = {each.place: each.of for each in given if each.text}
    missing = [each for each in originals if each.is_due and each.place not in of]
    stale = [each for each in originals if each.place in of and of[each.place] != digest_of(each.text)]
    return Work(missing, stale, sum(each.place in of for each in originals) - len(stale))


def drafts(project: Project, language: str) -> Iterator[tuple[Path, str]]:
    """Each file of the language's translations as it is to be: what is there, and an empty text for what is not."""
    originals, given = _state(project, language)
    known = {each.place: each for each in given}
    for table in dict.fromkeys(each.place.table for each in originals):
        entries = [
            _entry(each, known.get(each.place))
            for each in originals
            if each.place.table == table and (each.is_due or each.place in known)
        ]
        if entries:
            yield project.facts / TRANSLATIONS / language / f"{table}.yml", dump_translations(entries)


def _entry(original: OriginalText, known: Translation | None) -> Entry:
    of = known.of if known and known.text else digest_of(original.text)
    return Entry(original.place, original.text, of, known.text if known else "")


def _state(project: Project, language: str) -> tuple[list[OriginalText], list[Translation]]:
    given, problems = read_translations(project.facts)
    if problems:
        raise FactsRefused(problems)
    with stage_plainly(project) as staging:
        return list(original_texts(staging.database, staging.schema)), [t for t in given if t.language == language]
