"""The language that the facts are written in, for what a tool writes into them: reasons, that is, which readers see."""

from __future__ import annotations

from contextlib import AbstractContextManager

from factbook.locale import speaking
from factbook.project import Project
from factbook.schema import Schema
from factbook.schema.settings import load_settings


def in_own_language(project: Project, schema: Schema) -> AbstractContextManager[None]:
    """Within the block, words are said in the factbook's language, by its catalogues; what they lack, in English."""
    return speaking(load_settings(project.metadata, schema)[0].language, project.root)
