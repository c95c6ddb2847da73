"""Whether what the package says itself is said in a language: by its own catalogues, or by that of a project."""

from __future__ import annotations

from pathlib import Path

from factbook.locale.catalogue import SOURCE, load_catalogue, package_catalogue, without_region
from factbook.locale.reader import N_

#: In each catalogue this names its own language: "Leer esta página en español".
READ_IN = N_("Read this page in English")


def is_spoken(root: Path, language: str) -> bool:
    """Whether the package's strings are said in a language (BCP 47), so that it has no English buttons.

    They are where a catalogue of the package has them, or where the project in `root` has taken them into its own.
    """
    tag = without_region(language)
    if tag == SOURCE or any(package_catalogue(each).is_file() for each in (language, tag)):
        return True
    return load_catalogue(root, language).gettext(READ_IN) != READ_IN
