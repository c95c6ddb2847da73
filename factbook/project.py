"""A project: a folder as paths, its version, and the folder of articles that it is held against."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factbook.problems import ProjectError


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
        return str(self._pyproject().get("tool", {}).get("factbook", {}).get("date", ""))

    def version(self) -> str:
        """The version of the facts: `[tool.factbook] version` in pyproject.toml, else `[project] version`.

        Raises ProjectError where there is none.
        """
        data = self._pyproject()
        try:
            own = data.get("tool", {}).get("factbook", {}).get("version")
            return str(own or data["project"]["version"])
        except (KeyError, AttributeError) as error:
            raise ProjectError(f"{self.root / 'pyproject.toml'}: no project version: {error!r}") from error

    def _pyproject(self) -> dict[str, Any]:
        """What pyproject.toml says; raises ProjectError where it cannot be read."""
        path = self.root / "pyproject.toml"
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise ProjectError(f"{path}: no project version: {error!r}") from error
