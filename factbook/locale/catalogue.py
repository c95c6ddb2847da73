"""Catalogues of messages: gettext's .po files, read by Babel at the start, so that nothing has to be compiled.

A message is looked for in the project's own catalogue, `translations/<language>.po`, and then in the package's,
`factbook/locale/<language>/LC_MESSAGES/factbook.po`; for the language of a country (`es-MX`) then in those of the
language (`es`). What none has stays as it is written, in English.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from factbook.problems import ProjectError

PACKAGE, DOMAIN, FOLDER = Path(__file__).parent, "factbook", "translations"
#: The language in which messages are written.
SOURCE = "en"


def own_catalogue(root: Path, language: str) -> Path:
    """Where a project keeps its own strings in a language."""
    return root / FOLDER / f"{language}.po"


def languages_of(root: Path, home: str = SOURCE) -> tuple[str, ...]:
    """The languages that a project is said in beside `home`, its own: those of its catalogues, sorted."""
    return tuple(sorted(path.stem for path in (root / FOLDER).glob("*.po") if path.stem != home))


def package_catalogue(language: str) -> Path:
    """Where the package keeps its strings in a language."""
    return PACKAGE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@lru_cache(maxsize=32)
def load_catalogue(root: Path | None, language: str) -> NullTranslations:
    """The messages of a language: those of the project in `root` over the package's; none of either is no error.

    Raises ProjectError where a catalogue cannot be read.
    """
    tags = dict.fromkeys((language, without_region(language)))
    paths = [path for tag in tags for path in (*([own_catalogue(root, tag)] if root else ()), package_catalogue(tag))]
    first, *others = [*(_read(path) for path in paths if path.is_file()), NullTranslations()]
    for other in others:
        first.add_fallback(other)
    return first


def without_region(language: str) -> str:
    """The language of a tag, without script and region."""
    return language.partition("-")[0]


def _read(path: Path) -> GNUTranslations:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - checks and builds speak English, and start sooner
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem if path.stem != DOMAIN else path.parts[-3], abort_invalid=True)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
    except (OSError, ValueError) as error:
        raise ProjectError(f"{path}: {error}") from error
    return GNUTranslations(BytesIO(compiled.getvalue()))
