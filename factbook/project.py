"""A project: a folder as paths, its version, and the folder of articles that it is held against."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from factbook.problems import ProjectError

_PYPROJECT = "pyproject.toml"
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?")


@dataclass(frozen=True)
class Project:
    """A folder with schema.sql, pyproject.toml, metadata.yml and facts/; `archive` has its articles, if there is one.

    Without an archive the locks say where the quotes stand.
    """

    root: Path
    archive: Path | None = None

    @property
    def facts(self) -> Path:
        """The folder of fact files."""
        return self.root / "facts"

    @property
    def schema_sql(self) -> Path:
        """Where the tables are declared."""
        return self.root / "schema.sql"

    @property
    def lexicon(self) -> Path:
        """The words that show a class."""
        return self.root / "lexicon.yml"

    @property
    def vocabulary(self) -> Path:
        """Words of one meaning, by which a search finds; a project may do without."""
        return self.root / "vocabulary.yml"

    @property
    def locks(self) -> Path:
        """The folder of locks, one a source, in which it is written which quotes were verified."""
        return self.facts / "locks"

    @property
    def published(self) -> Path:
        """Where it is written which ids are published."""
        return self.facts / "ids.lock"

    @property
    def published_values(self) -> Path:
        """Where digests of all values of the last release stand."""
        return self.facts / "published.lock"

    @property
    def database(self) -> Path:
        """The compiled database."""
        return self.root / "factbook.db"

    @property
    def metadata(self) -> Path:
        """The words for people, and what else is set of the site; a project may do without."""
        return self.root / "metadata.yml"

    def released(self) -> str:
        """The day of the release: `[tool.factbook] date` in pyproject.toml, ISO 8601; "" where none is given."""
        day = str(_at(self._pyproject(), "tool", "factbook", "date") or "")
        if day and not is_day(day):
            raise ProjectError(
                f"{self.root / _PYPROJECT}: {day!r} is no day: `date` of [tool.factbook] is as 2026-11-24"
            )
        return day

    def version(self) -> str:
        """The version of the facts: `[tool.factbook] version` in pyproject.toml, else `[project] version`.

        Raises ProjectError where there is none, or one that is not three numbers (Semantic Versioning).
        """
        data = self._pyproject()
        version = str(_at(data, "tool", "factbook", "version") or _at(data, "project", "version") or "")
        if not _VERSION.fullmatch(version):
            what = f"{version!r} is no version" if version else "no project version"
            raise ProjectError(
                f"{self.root / _PYPROJECT}: {what}: `version` of [tool.factbook] is three numbers, as 0.1.0"
            )
        return version

    def _pyproject(self) -> dict[str, Any]:
        """What pyproject.toml says; raises ProjectError where it cannot be read."""
        path = self.root / _PYPROJECT
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            raise ProjectError(f"{path}: no project version: {said}") from error


def _at(data: Any, *keys: str) -> Any:
    """What stands under the keys, one in the other; None where nothing does."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, ISO 8601: 2026-11-24."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
