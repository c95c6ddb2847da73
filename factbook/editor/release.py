"""A release: every file that names its version, and what is published from then on.

Refused where this version is published, where anything lags behind, or a check fails. Dates and versions are given:
nothing here asks for the day.
"""

from __future__ import annotations

import re
from pathlib import Path

from factbook.compile import pipeline as stages
from factbook.editor.history import CHANGES, RETIRED, last_version
from factbook.editor.try_out import copied
from factbook.editor.workspace import Texts, Workspace
from factbook.factfiles.published_values import version_key
from factbook.problems import RequestError
from factbook.project import Project
from factbook.schema import load_schema
from factbook.schema.settings import Settings, load_settings

_PYPROJECT, _CITATION, _CHANGELOG = "pyproject.toml", "CITATION.cff", "CHANGELOG.md"
_VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)")
_HEAD = re.compile(r"^## \[Unreleased\]\n", re.M)


def release(workspace: Workspace, version: str, date: str) -> Texts:
    """The files that a release changes; raises RequestError and FactsRefused where there can be none."""
    project = workspace.project
    _check_version(project, version)
    _date_entries(workspace, version)
    texts = {**workspace.texts(), **_named(project, version, date)}
    with copied(project, texts) as copy:
        stages.publish(copy)
        published = {
            project.root / path.relative_to(copy.root): path for path in (copy.published, copy.published_values)
        }
        return {**texts, **{path: new.read_text(encoding="utf-8") for path, new in published.items()}}


def _check_version(project: Project, version: str) -> None:
    if not _VERSION.fullmatch(version):
        raise RequestError(f"{version!r} is no version: three numbers, such as 0.3.0")
    last = last_version(project)
    # The first release of a project has the version that it begins with.
    is_first = not project.published_values.is_file()
    if version_key(version) < version_key(last) or (version == last and not is_first):
        raise RequestError(f"release {last} is published: a new one has a later version than that")
    cited = _cited(project.root / _CITATION)
    if cited is not None and cited != project.version():
        raise RequestError(f"{_CITATION} says version {cited!r}, {_PYPROJECT} {project.version()!r}: mend that first")


def _cited(path: Path) -> str | None:
    """The version that the citation file names; None where there is no such file."""
    if not path.is_file():
        return None
    found = re.search(r"^version: *[\"']?([^\"'\n]*)", path.read_text(encoding="utf-8"), re.M)
    return found[1] if found else ""


def _date_entries(workspace: Workspace, version: str) -> None:
    """Entries since the last release are of this one."""
    last = last_version(workspace.project)
    for path, record in workspace.records():
        if record.table in (CHANGES, RETIRED) and version_key(str(record.values.get("version", ""))) > version_key(
            last
        ):
            workspace.change(path, record, {"version": version})


def _named(project: Project, version: str, date: str) -> Texts:
    """The files beside the facts that name the version and the day."""
    texts: Texts = {project.root / _PYPROJECT: _pyproject(project, version, date)}
    citation, changelog = project.root / _CITATION, project.root / _CHANGELOG
    if citation.is_file():
        text = _replaced(citation, r"^version: .*$", f'version: "{version}"')
        text = _substituted(text, citation, r"^date-released: .*$", f'date-released: "{date}"')
        texts[citation] = _with_url(
            text, load_settings(project.root / "metadata.yml", load_schema(project.schema_sql))[0]
        )
    metadata = project.root / "metadata.yml"
    if metadata.is_file():
        # The words of the site name the day only where they did before.
        said = metadata.read_text(encoding="utf-8")
        dated = re.sub(r"^released: .*$", f'released: "{date}"', said, count=1, flags=re.M)
        texts |= {metadata: dated} if dated != said else {}
    if changelog.is_file():
        text = changelog.read_text(encoding="utf-8")
        if not _HEAD.search(text):
            raise RequestError(f"{_CHANGELOG} has no head `## [Unreleased]` under which this release's changes stand")
        texts[changelog] = _HEAD.sub(f"## [Unreleased]\n\n## [{version}] - {date}\n", text, count=1)
    return texts


def _with_url(text: str, settings: Settings) -> str:
    """The citation file with the address at which the site is published, where metadata.yml names one."""
    line = f'url: "{settings.site_url.rstrip("/")}"\n'
    if not settings.site_url:
        return text
    if re.search(r"^url: ", text, re.M):
        return re.sub(r"^url: .*\n", lambda _: line, text, count=1, flags=re.M)
    return re.sub(r"^(?=keywords:)|\Z", lambda _: line, text, count=1, flags=re.M)


def _pyproject(project: Project, version: str, date: str) -> str:
    path = project.root / _PYPROJECT
    text = _replaced(path, r'^version = ".*"', f'version = "{version}"')
    return re.sub(r'^date = ".*"', f'date = "{date}"', text, count=1, flags=re.M)


def _replaced(path: Path, pattern: str, line: str) -> str:
    return _substituted(path.read_text(encoding="utf-8"), path, pattern, line)


def _substituted(text: str, path: Path, pattern: str, line: str) -> str:
    """The text with the first line of that form replaced; raises RequestError where it has none."""
    found, count = re.subn(pattern, line, text, count=1, flags=re.M)
    if not count:
        raise RequestError(f"{path.name} has no line `{line.partition(' ')[0]} ...` to be brought up to date")
    return found
