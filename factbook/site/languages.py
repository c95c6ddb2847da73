"""What a page says of its languages: where it is in each, for the switch and for search engines; and addresses by them.

The first language has the plain addresses; each other one stands before them: `/es/timeline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from datasette.url_builder import PrefixedUrlString, Urls

from factbook.locale import N_, home, is_home, language
from factbook.locale.catalogue import load_catalogue
from factbook.locale.dates import locale_of
from factbook.locale.spoken import READ_IN
from factbook.record import DATABASE

#: Datasette's own words for comparisons, which the forms of filters show.
COMPARISONS = (
    N_("contains"), N_("does not contain"), N_("ends with"), N_("starts with"), N_("like"), N_("not like"), N_("glob"),
    N_("in"), N_("not in"), N_("array contains"), N_("array does not contain"), N_("date"), N_("is null"),
    N_("is not null"), N_("is blank"), N_("is not blank"),
)  # fmt: skip
#: The name of a row without a key.
LINK = N_("Link")
#: What is the same in all languages.
_PLAIN = ("static/", "-/")
#: Addresses that are kept, as a page has sixty; longer ones people make up.
_MOST_KEPT, _LONGEST_KEPT = 4_000, 200


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
        if isinstance(path, PrefixedUrlString):
            return super().path(path, format=format)
        address = _address if len(path) < _LONGEST_KEPT else _address.__wrapped__
        found = address(self.ds.setting("base_url"), language_path(), path)
        return super().path(found, format=format) if format else found

    def instance(self, format: str | None = None) -> PrefixedUrlString:
        """Where the site is, whatever the language: permanent addresses begin with it."""
        return super().path("", format=format)


@lru_cache(maxsize=_MOST_KEPT)
def _address(base: str, spoken: str, path: str) -> PrefixedUrlString:
    plain = path.removeprefix("/")
    below = "" if not spoken or plain.startswith(_PLAIN) else f"{spoken.removeprefix('/')}/"
    return PrefixedUrlString(f"{base}{below}{plain}")


def page_in_languages(root: Path, tags: Sequence[str], base: str, path: str, query: str) -> Sequence[InLanguage]:
    """A page in each language of the project, its own first; none where there is but one.

    `tags` are the others, `base` is where the site is published, without a slash at its end.
    """
    return [_page(root, base, tag, path, f"?{query}" if query else "") for tag in (home(), *tags)] if tags else []


def _page(root: Path, base: str, tag: str, path: str, query: str) -> InLanguage:
    url = f"{base}{'' if tag == home() else f'/{tag}'}{path}"
    invitation = load_catalogue(root, tag).gettext(READ_IN)
    return InLanguage(tag, _own_name(tag), url, url + query, invitation, tag == language())


@lru_cache
def _own_name(tag: str) -> str:
    """What a language is called in itself: "Español"."""
    name = str(locale_of(tag).get_display_name(tag) or tag)
    return name[0].upper() + name[1:]


def in_this_language(url: str) -> str:
    """The canonical address of a record in the language of the request."""
    return url if is_home() else url.replace(f"/{DATABASE}/", f"/{language()}/{DATABASE}/", 1)


def language_path() -> str:
    """The path below which the site speaks the language of the request: "/es"; "" for its own."""
    return "" if is_home() else f"/{language()}"
