"""Every string of the package that is marked for translation, with the places where it stands.

Babel reads the marks in the code and Jinja those in the templates; nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_from_dir

PACKAGE = Path(__file__).parent.parent
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}


class Message(NamedTuple):
    """A string to be translated: its text, its plural if it counts something, and where it stands."""

    text: str
    plural: str | None
    place: str


@cache
def package_messages() -> tuple[Message, ...]:
    """The package's marked strings, by file and line; one that stands in several places is given for each."""
    return tuple(_extracted())


def _extracted() -> Iterator[Message]:
    found = extract_from_dir(PACKAGE, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS)
    for path, _line, texts, *_rest in sorted(found, key=lambda each: (each[0], each[1])):
        one, many = texts if isinstance(texts, tuple) else (texts, None)
        yield Message(one, many, Path(path).as_posix())
