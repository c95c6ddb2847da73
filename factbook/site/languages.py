"""What a page says of its languages: where it is in each, for the switch and for search engines; and addresses by them.

The first language has the plain addresses; each other one stands before them: `/es/timeline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from datasette.url_builder import PrefixedUrlString, Urls

from factbook.locale import N_, language
from factbook.locale.catalogue import SOURCE, languages_of, load_catalogue
from factbook.locale.dates import locale_of
from factbook.record import DATABASE

#: In each catalogue this names its own language: "Leer esta página en español".
READ_IN = N_("Read this page in English")
#: Datasette's own words for comparisons, which the forms of filters show.
COMPARISONS = (
    N_("contains"), N_("does not contain"), N_("ends with"), N_("starts with"), N_("like"), N_("not like"), N_("glob"),
    N_("in"), N_("not in"), N_("array contains"), N_("array does not contain"), N_("date"), N_("is null"),
    N_("is not null"), N_("is blank"), N_("is not blank"),
)  # fmt: skip
#: What `record_health` says of a record, and the name of a row without a key.
HEALTH = (
    N_("nothing claimed"), N_("partly inferred"), N_("partly calculated"), N_("all in quotes"),
    N_("no article"), N_("one article"), N_("several articles of one side"), N_("independent articles"), N_("Link"),
)  # fmt: skip
#: What is the same in all languages.
_PLAIN = ("static/", "-/")


class InLanguage(NamedTuple):
    """A page in a language: its tag, its name for itself, its canonical address, the one that keeps what was asked."""

    tag: str
    name: str
    url: str
    address: str
    invitation: str
    is_this: bool


class LanguageUrls(Urls):  # type: ignore[misc]  # Datasette ships no types
    """Datasette's addresses, in the language of the request."""

    def path(self, path: str, format: str | None = None) -> PrefixedUrlString:
        """The address of a path, from the root of the site."""
        plain = path.removeprefix("/")
        if isinstance(path, PrefixedUrlString) or language() == SOURCE or plain.startswith(_PLAIN):
            return super().path(path, format=format)
        return super().path(f"/{language()}/{plain}", format=format)

    def instance(self, format: str | None = None) -> PrefixedUrlString:
        """Where the site is, whatever the language: permanent addresses begin with it."""
        return super().path("", format=format)


def page_in_languages(root: Path, base: str, path: str, query: str) -> Sequence[InLanguage]:
    """A page in each language of the project, its own first; none where there is but one.

    `base` is where the site is published, without a slash at its end.
    """
    tags = languages_of(root)
    return [_page(root, base, tag, path, f"?{query}" if query else "") for tag in (SOURCE, *tags)] if tags else []


def _page(root: Path, base: str, tag: str, path: str, query: str) -> InLanguage:
    name = str(locale_of(tag).get_display_name(tag) or tag)
    url = f"{base}{'' if tag == SOURCE else f'/{tag}'}{path}"
    invitation = load_catalogue(root, tag).gettext(READ_IN)
    return InLanguage(tag, name[0].upper() + name[1:], url, url + query, invitation, tag == language())


def in_this_language(url: str) -> str:
    """The canonical address of a record in the language of the request."""
    return url if language() == SOURCE else url.replace(f"/{DATABASE}/", f"/{language()}/{DATABASE}/", 1)


def language_path() -> str:
    """The path below which the site speaks the language of the request: "/es"; "" for its own."""
    return "" if language() == SOURCE else f"/{language()}"
