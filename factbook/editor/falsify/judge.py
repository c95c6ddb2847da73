"""Falsehoods judged as `check` would judge them: all put into a copy of the project as records of their own, at once.

So no rule is asked in another way than that in which it is asked of honest facts. Nothing is written into the project.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from factbook.compile.pipeline import check
from factbook.editor.falsify.book import NAME_TAGS
from factbook.editor.falsify.falsehood import Falsehood, LexiconWord, Plain
from factbook.problems import FactsRefused, Problem, ProjectError
from factbook.project import Project
from factbook.schema import load_schema

LEXICON = "lexicon.yml"
#: What is said of a record because it is there twice, in this copy only, or of a whole article.
_OF_THE_COPY = frozenset({"duplicate-name", "same-words", "paragraph-open", "number-open", "ledger", "id-gone"})
#: What is falsified of a quote itself stands apart: the same words have one voice in all records.
_APART = frozenset({"voice", "speaker", "speaker of the same article"})
#: Lists of other names of a record: a false one would be a name of what is true.
_NAMES = frozenset({"aliases", "names"})
_IN_A_FILE, _FILE = 400, "falsehoods-"


class Refusals:
    """Judges falsehoods of a project and its archive; `refused` is a `tally.Judge`."""

    def __init__(self, project: Project, archive: Path) -> None:
        """Of this project, held against this archive."""
        self._project, self._archive = project, archive
        self._schema = load_schema(project.schema_sql)

    def refused(self, falsehoods: Sequence[Falsehood]) -> list[bool]:
        """Whether the rules refuse each of the falsehoods, in their order."""
        parts: dict[str, list[int]] = defaultdict(list)
        for number, falsehood in enumerate(falsehoods):
            parts[self._part(falsehood)].append(number)
        found: set[int] = set()
        for numbers in parts.values():
            found |= self._refused({number: falsehoods[number] for number in numbers})
        return [number in found for number in range(len(falsehoods))]

    def _part(self, falsehood: Falsehood) -> str:
        """Which falsehoods are judged at once: none that brings words or names by which another would be believed."""
        if falsehood.word:
            return "word"
        if falsehood.kind in _APART:
            return "voice"
        field = str(next(iter(falsehood.path), ""))
        column = self._schema.tables[falsehood.record.table].columns.get(field)
        is_name = column is not None and column.tags & NAME_TAGS and "words" not in column.tags
        return "name" if field in _NAMES or is_name else ""

    def _refused(self, falsehoods: Mapping[int, Falsehood]) -> set[int]:
        with TemporaryDirectory(prefix="factbook-") as folder:
            root, archive = Path(folder, "project"), Path(folder, "archive")
            shutil.copytree(self._archive, archive)
            _copy(self._project.root, root)
            _add_records(root / "facts", falsehoods)
            _add_articles(archive, falsehoods)
            _add_words(root / LEXICON, [f.word for f in falsehoods.values() if f.word])
            try:
                check(Project(root, archive))
            except FactsRefused as refused:
                found = _by_record(refused.problems)
                return {number for number, f in falsehoods.items() if found[_id(number)] - found[f.record.id]}
        return set()


def _by_record(problems: Iterable[Problem]) -> dict[str, set[str]]:
    """What is said of each record, by its id: what is said of the honest one as well, no falsehood is refused for.

    Raises ProjectError where a file of falsehoods could not be read at all.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for problem in problems:
        if not problem.where and _FILE in problem.path:
            raise ProjectError(f"falsehoods cannot be judged: {problem}")
        if problem.kind not in _OF_THE_COPY:
            record, _, part = problem.where.partition(" ")
            found[record].add(f"{part} {problem.kind} {problem.message}")
    return found


def _id(number: int) -> str:
    return f"falsehood-{number}"


def _copy(project: Path, root: Path) -> None:
    """The project's own files, without what was built and without code.

    Without what the release has locked: a false record is new there, and is to be bound by the day of the release too.
    """
    shutil.copytree(project / "facts", root / "facts", ignore=shutil.ignore_patterns("published.lock"))
    for path in project.iterdir():
        if path.is_file() and path.suffix in (".sql", ".yml", ".toml"):
            shutil.copy(path, root / path.name)


def _add_records(facts: Path, falsehoods: Mapping[int, Falsehood]) -> None:
    tables: dict[str, list[Plain]] = defaultdict(list)
    for number, falsehood in falsehoods.items():
        tables[falsehood.record.table].append(_renamed(falsehood, _id(number)))
    for table, records in tables.items():
        for start in range(0, len(records), _IN_A_FILE):
            # JSON is YAML, and quickly written.
            text = json.dumps(records[start : start + _IN_A_FILE], ensure_ascii=False, indent=1)
            (facts / table / f"{_FILE}{start}.yml").write_text(text, encoding="utf-8")


def _renamed(falsehood: Falsehood, id: str) -> dict[str, Plain]:
    """The false record under another id; what referred to itself does so still."""
    own = falsehood.record.id
    return {key: id if value == own or key == "id" else value for key, value in falsehood.changed.values.items()}


def _add_articles(archive: Path, falsehoods: Mapping[int, Falsehood]) -> None:
    """The article of each record of an article, under the id that the false record has."""
    for number, falsehood in falsehoods.items():
        article = archive / f"{falsehood.record.id}.txt"
        if article.is_file():
            shutil.copy(article, archive / f"{_id(number)}.txt")


def _add_words(path: Path, words: Iterable[LexiconWord]) -> None:
    """The words that falsehoods bring along, in the lexicon."""
    if not words or not path.exists():
        return
    lexicon = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    for word in words:
        classes = lexicon.setdefault("classes", {}).setdefault(word.table, {}).setdefault(word.column, {})
        shown = classes.setdefault(word.value, {}).setdefault(word.language, [])
        if word.word not in shown:
            shown.append(word.word)
    path.write_text(yaml.dump(lexicon, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
