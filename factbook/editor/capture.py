"""A captured article on its way into the archive: what its record has to say of the file, and where the file goes.

It reads the file that is named and writes nothing: the archive is another folder's affair, and no text of an article
comes into the project.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from factbook.editor.new import Existing, slug
from factbook.evidence.archive import CapturedArticle, read_article
from factbook.problems import RequestError


def read_capture(path: Path) -> CapturedArticle:
    """The file as an article; raises RequestError where it is no text, or holds no paragraph."""
    try:
        article = read_article(path.read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"{path}: not a text in UTF-8: {error}") from error
    if not article.paragraphs:
        raise RequestError(f"{path}: holds no paragraph")
    return article


def values_of(article: CapturedArticle) -> dict[str, str]:
    """What the record of a source says of its file."""
    return {"sha256": article.sha256, "paragraphs": str(len(article.paragraphs))}


def check_is_new(article: CapturedArticle, existing: Existing) -> None:
    """Raises RequestError where an article with the same bytes is registered."""
    for id, record in existing.by_id.items():
        if record.table == "sources" and record.values.get("sha256") == article.sha256:
            raise RequestError(f"this very text is registered as {id!r}, by {record.place}")


def id_for(path: Path) -> str:
    """The id that the file's name suggests."""
    return slug(path.stem)


def archive_steps(path: Path, id: str, archive: Path | None, root: Path) -> Iterator[str]:
    """What to do with the file, line by line; raises RequestError where the archive has another text under the id."""
    target = (archive or Path("ARCHIVE")) / f"{id}.txt"
    if archive and target.is_file():
        if target.read_bytes() != path.read_bytes():
            raise RequestError(f"{target} is another text: choose another id")
        yield f"the article lies in the archive, as {target}"
    else:
        yield f"put the article into the archive, byte for byte: {shlex.join(('cp', str(path), str(target)))}"
        if path.resolve().is_relative_to(root):
            yield f"then take {path} out of the project: articles are other people's"
    yield f"then read it: build.py read {id} --archive {archive or 'ARCHIVE'}"
