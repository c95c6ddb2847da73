"""The record that metadata.yml names as the example on the front page: it must be there."""

from __future__ import annotations

from factbook.compile.staging import Staging
from factbook.problems import Problem, did_you_mean
from factbook.project import Project
from factbook.yaml_nodes import compose_yaml, node_under, read_utf8

_KEY = "example"


def check_example(project: Project, staging: Staging, example: str | None) -> list[Problem]:
    """A problem where no fact has the id that `example` of metadata.yml gives; none where it gives none."""
    if not example:
        return []
    kinds = {kind for (kind,) in staging.database.execute("select kind from ids where id = ?", [example])}
    if kinds & staging.schema.fact_tables.keys():
        return []
    line, column = _place(project)
    message = f"no fact has the id {example!r}" + (f": it is in {', '.join(sorted(kinds))}" if kinds else "")
    return [Problem(project.metadata.name, line, column, _KEY, "metadata", message, _hint(staging, example))]


def _hint(staging: Staging, example: str) -> str:
    heir = staging.database.execute("select merged_into from retired where id = ?", [example]).fetchone()
    if heir and heir[0]:
        return f"it was merged into {heir[0]!r}: name that"
    facts = [id for id, kind in staging.ids() if kind in staging.schema.fact_tables]
    if not facts:
        return "leave the key out: there is no fact yet"
    return did_you_mean(example, facts) or f"give the id of a fact, such as {facts[0]!r}"


def _place(project: Project) -> tuple[int, int]:
    """Line and column of the value, counted from 1."""
    node = node_under(_KEY, compose_yaml(project.metadata.name, read_utf8(project.metadata)))
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (1, 1)
