"""The captured articles: paragraphs by source id, their bytes checked against the SHA-256 that is on record.

Turns a folder of `<source id>.txt` into paragraphs. It never reaches for the network, and nothing of an
article's text leaves it but what the checks compare.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from factbook.problems import ArchiveError

_NAME = re.compile(r"[a-z0-9-]{1,80}")


@dataclass(frozen=True, slots=True)
class CapturedArticle:
    """A captured article: the SHA-256 of its bytes and its paragraphs, the first at index 0."""

    sha256: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of captured articles."""

    folder: Path

    def article(self, source: str) -> CapturedArticle | None:
        """The article captured as `<source>.txt`; None where there is none. Raises ArchiveError if it is not text."""
        if not _NAME.fullmatch(source):
            return None  # it is no slug, which a rule says; a name that leads elsewhere is never opened
        path = self.folder / f"{source}.txt"
        if not path.is_file():
            return None
        try:
            return read_article(path.read_bytes())
        except (OSError, UnicodeDecodeError) as error:
            raise ArchiveError(f"{path}: cannot be read: {error}") from error

    def captured(self, source: str) -> CapturedArticle:
        """The same; raises ArchiveError where there is none."""
        if (article := self.article(source)) is None:
            message = f"{self.folder}: there is no article {source}.txt; put the captured text there, under that name"
            raise ArchiveError(message)
        return article


def open_archive(folder: Path) -> Archive:
    """The archive in `folder`; raises ArchiveError where that is no folder."""
    if not folder.is_dir():
        raise ArchiveError(f"{folder}: there is no such folder of articles")
    return Archive(folder)


def read_article(data: bytes) -> CapturedArticle:
    """The bytes as an article. A paragraph is a line that holds more than white space."""
    paragraphs = tuple(line for line in data.decode("utf-8").splitlines() if line.strip())
    return CapturedArticle(hashlib.sha256(data).hexdigest(), paragraphs)
