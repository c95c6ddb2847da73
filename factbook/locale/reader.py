"""The language of the reader whom a page is made for, and the marks of what is said to him.

Every string for people is marked where it is written: `_("...")`, `ngettext("...", "...", n)`, in templates the same
and `{% trans %}`; `N_("...")` marks one that is kept and said later. The language is that of the context (a request,
a thread that works for it); below the marks stand pure functions of a catalogue and a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path

from factbook.locale.catalogue import SOURCE, load_catalogue


@dataclass(frozen=True)
class Reader:
    """A language (BCP 47, such as "es") with the messages in it."""

    language: str = SOURCE
    catalogue: NullTranslations = field(default_factory=NullTranslations)


ENGLISH = Reader()
_READER: ContextVar[Reader] = ContextVar("reader", default=ENGLISH)
_HOME: ContextVar[str] = ContextVar("home", default=SOURCE)


def reader() -> Reader:
    """Whom the page is made for that is being made."""
    return _READER.get()


def language() -> str:
    """The language of the page that is being made: "en" where nothing else is set."""
    return _READER.get().language


def home() -> str:
    """The language that the factbook is written in: its pages have the plain addresses."""
    return _HOME.get()


def is_home() -> bool:
    """Whether the page that is being made is in the language that the factbook is written in."""
    return _READER.get().language == _HOME.get()


@contextmanager
def at_home(language: str, root: Path | None = None) -> Iterator[None]:
    """Within the block the factbook is one that is written in this language, which is spoken."""
    token = _HOME.set(language)
    try:
        with speaking(language, root):
            yield
    finally:
        _HOME.reset(token)


@contextmanager
def speaking(language: str, root: Path | None = None) -> Iterator[None]:
    """Say everything within the block in a language, by the catalogues of the project in `root` and the package's."""
    token = _READER.set(Reader(language, load_catalogue(root, language)))
    try:
        yield
    finally:
        _READER.reset(token)


def message(catalogue: NullTranslations, text: str, values: dict[str, object]) -> str:
    """A text in the language of a catalogue, with the values in its named places: `%(number)s`."""
    said = catalogue.gettext(text) if text else ""
    return said % values if values else said


def _(text: str, /, **values: object) -> str:
    """The text in the reader's language, with values in its named places."""
    return message(_READER.get().catalogue, text, values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The text for so many things in the reader's language; `%(num)s` stands for the number."""
    return _READER.get().catalogue.ngettext(one, many, number) % {"num": number, **values}


def N_(text: str, /) -> str:  # noqa: N802 - gettext's own name for it
    """The text as it is, marked: whoever shows it says it by `say`."""
    return text


def say(text: str, /) -> str:
    """A text that is no constant in the reader's language: of metadata.yml, a comment, a value of a closed list."""
    return _READER.get().catalogue.gettext(text) if text else text
