"""The command for translators."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from factbook.cli.common import count, reports_errors
from factbook.compile.originals import OriginalText
from factbook.editor.catalogues import all_package_messages, missing, own_text, package_text, project_messages
from factbook.editor.translating import drafts, work_left
from factbook.files import make_folder, write_text
from factbook.locale.catalogue import own_catalogue, package_catalogue
from factbook.problems import RequestError
from factbook.project import Project
from factbook.rules.values import is_tag
from factbook.schema import load_schema
from factbook.schema.settings import load_settings

_SHOWN = 60


@click.command()
@click.argument("language")
@click.option("--write", is_flag=True, help="Write the drafts into facts/translations/LANGUAGE/, what is there kept.")
@click.option("--package", is_flag=True, help="Of the two catalogues, that of the package: for those who change it.")
@click.option("--all", "whole", is_flag=True, help="List all that is left, not the first of it.")
@click.pass_obj
@reports_errors
def translate(project: Project, language: str, write: bool, package: bool, whole: bool) -> None:
    """List what of the records lacks a translation into LANGUAGE (a tag such as es), or has changed since."""
    if not is_tag(language):
        raise RequestError(f"{language!r} is no tag of a language: give one such as es or pt-BR")
    is_home = language == load_settings(project.metadata, load_schema(project.schema_sql))[0].language
    if is_home:
        click.echo(f"{language}: the records are written in it")
    else:
        _list_records(project, language, whole)
    catalogues = _catalogues(project, language, package)
    for path, _, lacking in catalogues:
        click.echo(f"{path.name if package else path.relative_to(project.root)}: {count(lacking, 'string')} missing")
    if write:
        texts = [] if is_home else drafts(project, language)
        for path, text in [*texts, *((path, text) for path, text, _ in catalogues)]:
            make_folder(path.parent)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                write_text(path, text)
                is_within = path.is_relative_to(project.root)
                click.echo(f"{path.relative_to(project.root) if is_within else path} written")


def _list_records(project: Project, language: str, whole: bool) -> None:
    work = work_left(project, language)
    _list("has changed since it was translated", work.stale, whole)
    _list("is not translated", work.missing, whole)
    click.echo(
        f"{language}: {count(work.done, 'text')} translated, {len(work.stale):,} stale, {len(work.missing):,} missing"
    )


def _catalogues(project: Project, language: str, package: bool) -> list[tuple[Path, str, int]]:
    """The catalogue of the project or of the package: its path, its text as it is to be, and what it lacks."""
    messages = all_package_messages() if package else project_messages(project)
    path = package_catalogue(language) if package else own_catalogue(project.root, language)
    text = package_text(language) if package else own_text(project, language)
    return [(path, text, len(missing(path, language, messages)))]


def _list(what: str, texts: Sequence[OriginalText], whole: bool) -> None:
    for place, text, _ in texts if whole else texts[:_SHOWN]:
        click.echo(f"{place.table}/{place.id} {place.field}{f' of {place.item}' if place.item else ''} {what}: {text}")
    if not whole and len(texts) > _SHOWN:
        click.echo(f"… and {len(texts) - _SHOWN:,} more (--all)")
