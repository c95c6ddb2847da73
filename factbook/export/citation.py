"""How to cite the factbook as a whole: for people, and for programs as CITATION.cff.

CITATION.cff follows the Citation File Format 1.2.0. Its date of release is what metadata.yml says: a release has no
clock in it.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from typing import Any

from factbook.export.content import Content
from factbook.formats import FORMATS, entry_of_fact
from factbook.formats.wording import say_date

_MESSAGE = "Cite the article that proves a fact first, then the fact's record, then this release."


def to_cff(content: Content, digest: bool = True) -> str:
    """CITATION.cff of the release; without `digest` as it is in the project, where facts still change."""
    release = content.edition.release
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": content.edition.title,
        "abstract": content.description,
        "authors": [{"name": content.author}],
        "version": release.version,
        "date-released": content.edition.released,
        "license": content.license_name,
        "license-url": content.edition.license_url,
        "url": content.edition.base_url,
        "keywords": list(content.keywords),
    }
    if digest:
        what = "SHA-256 of the content of all tables"
        identifier = {"type": "other", "value": f"sha256:{release.facts_sha256}", "description": what}
        fields["identifiers"] = [identifier]
    return "".join(_line(name, value) for name, value in fields.items() if value)


def _line(name: str, value: Any) -> str:
    """A key of a YAML mapping with its value: a text, a list of texts, or a list of mappings."""
    if isinstance(value, str):
        return f"{name}: {_scalar(value)}\n"
    return f"{name}:\n" + "".join(_item(item) for item in value)


def _item(item: str | Mapping[str, str]) -> str:
    if isinstance(item, str):
        return f"  - {_scalar(item)}\n"
    return "  - " + "    ".join(f"{key}: {_scalar(value)}\n" for key, value in item.items())


def _scalar(text: str) -> str:
    """The text between double quotes: what JSON writes so, YAML reads so."""
    return json.dumps(text, ensure_ascii=False)


def to_citation_text(content: Content) -> str:
    """CITATION.txt: the whole as a note and in BibTeX; a fact as a note, by the example of the first that has proof."""
    edition, release = content.edition, content.edition.release
    released = f", released {say_date(edition.released)}" if edition.released else ""
    version = f"version {release.version}{released}, content sha256:{release.facts_sha256}"
    whole = f"{content.author}, {edition.title}, {version}. {edition.base_url}".strip()
    each = f"{_MESSAGE} Each row of facts.csv has the note ready in the column cite_as, such as:"
    parts = ["The factbook as a whole\n-----------------------", whole, _bibtex(content)]
    parts += ["A fact\n------", each, *_example(content)]
    return "\n\n".join([f"How to cite the {edition.title}", *(_wrapped(part) for part in parts)]) + "\n"


def _example(content: Content) -> list[str]:
    proved = next((fact for fact in content.facts if fact.citations), None)
    return [FORMATS["cite"].render([entry_of_fact(proved, content.edition)]).strip()] if proved else []


def _bibtex(content: Content) -> str:
    release = content.edition.release
    fields = {
        "author": f"{{{content.author}}}",
        "title": f"{{{content.edition.title}}}",
        "year": (content.edition.released or "")[:4],
        "date": content.edition.released,
        "version": release.version,
        "note": f"Content sha256:{release.facts_sha256}",
        "url": content.edition.base_url,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{content.name},\n{lines}}}"


def _wrapped(text: str) -> str:
    """One line wrapped to several; several lines stay as they are."""
    return text if "\n" in text else textwrap.fill(text, 96, break_long_words=False, break_on_hyphens=False)
