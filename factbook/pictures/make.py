"""All pictures of a release, in each language of the project, into their folder.

What was made of the same before is taken over, not drawn again; what is drawn is drawn on all processors.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, fields, replace
from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any

from factbook.child_processes import end_with_parent
from factbook.export import write_folder
from factbook.formats import edition_of
from factbook.locale import at_home, home, is_home, language, speaking
from factbook.locale.catalogue import SOURCE, languages_of
from factbook.locale.metadata import in_language
from factbook.pictures.card import Card, read_sign, render_card
from factbook.pictures.cards import cards
from factbook.pictures.chart import chart_input, render_chart
from factbook.pictures.folder import MANIFEST, in_folder, made_from, read_manifest
from factbook.record import load_release
from factbook.record.editions import Editions
from factbook.schema import Schema

#: Fewer pictures than these are drawn here: a process of its own takes half a second to start.
_FEW = 12
#: Processes that draw at once, each of up to 200 MB.
_MOST_PROCESSES = 8
_PACKAGES = {"vl_convert": "vl-convert-python", "resvg_py": "resvg-py", "fontTools": "fonttools", "budoux": "budoux"}


@dataclass(frozen=True, slots=True)
class Book:
    """What pictures are made of: a finished database, the project's folder, schema and words, the site's address."""

    database: Path
    root: Path
    schema: Schema
    metadata: Mapping[str, Any]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be made: its name, a digest of all that it is made of, and how; files by their path.

    One that is extra has another that stands for it.
    """

    name: str
    key: str
    render: Callable[[], Mapping[str, bytes]]
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What was done: how many pictures there are, how many of them were drawn now, and how many bytes they take."""

    pictures: int
    drawn: int
    size: int


def can_draw() -> bool:
    """Whether pictures can be made here: whether the packages that draw are installed."""
    return all(find_spec(name) for name in _PACKAGES)


def make_pictures(book: Book, folder: Path, *, quick: bool = False) -> Made:
    """Make the folder hold the pictures of the finished database.

    With `quick`, cards in other languages than the project's own are those that were made before: pages without one
    show the project's own. Raises ProjectError where a chart cannot be drawn, WriteError where the folder cannot be
    written.
    """
    had = read_manifest(folder)
    with closing(sqlite3.connect(f"{book.database.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        wanted = made_from(load_release(conn), book.metadata, book.root)
    own = str(book.metadata.get("language") or SOURCE)
    with at_home(own, book.root):
        pictures = [picture for tag in (own, *languages_of(book.root, own)) for picture in _in_language(book, tag)]
    kept = {picture.name: files for picture in pictures if (files := _kept(picture, had, folder))}
    pictures = [picture for picture in pictures if picture.name in kept or not (quick and picture.is_extra)]
    todo = [picture for picture in pictures if picture.name not in kept]
    made = kept | dict(zip((picture.name for picture in todo), _rendered(todo), strict=True))
    files = {path: data for found in made.values() for path, data in found.items()}
    text = _manifest(wanted, pictures, made)
    if had != json.loads(text):
        write_folder({**files, MANIFEST: text.encode()}, folder)
    return Made(len(pictures), len(todo), sum(map(len, files.values())))


def _manifest(wanted: str, pictures: Sequence[Picture], made: Mapping[str, Mapping[str, bytes]]) -> str:
    """What the folder holds, and what it was made of."""
    said = {
        picture.name: {
            "key": picture.key,
            "files": {path: hashlib.sha256(data).hexdigest() for path, data in made[picture.name].items()},
        }
        for picture in pictures
    }
    return json.dumps({"made_from": wanted, "pictures": said}, indent=1, sort_keys=True) + "\n"


def _rendered(pictures: Sequence[Picture]) -> Iterator[Mapping[str, bytes]]:
    """The files of each picture, in order."""
    if len(pictures) < _FEW:
        yield from map(_render, pictures)
        return
    # Processes of their own, with nothing of ours in them: Vega's JavaScript engine does not outlive a fork.
    processes = min(_MOST_PROCESSES, cpu_count() or 1)
    with ProcessPoolExecutor(processes, get_context("spawn"), end_with_parent) as pool:
        yield from pool.map(_render, pictures, chunksize=1)


def _render(picture: Picture) -> Mapping[str, bytes]:
    return picture.render()


def _kept(picture: Picture, had: Mapping[str, Any], folder: Path) -> dict[str, bytes] | None:
    """The files of the picture as they were made before of the same; None where they were not, or are not whole."""
    before = (had.get("pictures") or {}).get(picture.name) or {}
    if before.get("key") != picture.key:
        return None
    try:
        found = {path: (folder / path).read_bytes() for path in before["files"]}
    except OSError:
        return None
    whole = all(hashlib.sha256(data).hexdigest() == before["files"][path] for path, data in found.items())
    return found if whole else None


def _in_language(book: Book, tag: str) -> list[Picture]:
    """The pictures of the book in a language, of its edition in it."""
    editions = Editions(book.database.resolve(), book.schema, home())
    with speaking(tag, book.root), closing(sqlite3.connect(f"{editions.path(tag).as_uri()}?mode=ro", uri=True)) as conn:
        metadata = book.metadata if tag == SOURCE == home() else in_language(book.metadata)
        return list(_pictures(conn, replace(book, metadata=metadata)))


def _pictures(conn: sqlite3.Connection, book: Book) -> Iterator[Picture]:
    yield from _charts(conn, book)
    sign = read_sign(book.root)
    for name, card in cards(conn, book.schema, book.metadata):
        path = in_folder(f"cards/{name}", language())
        yield Picture(path, _key((card, sign)), partial(_card, f"{path}.png", card, sign), not is_home())


def _card(path: str, card: Card, sign: str) -> Mapping[str, bytes]:
    return {path: render_card(card, sign)}


def _charts(conn: sqlite3.Connection, book: Book) -> Iterator[Picture]:
    edition = edition_of(book.metadata, book.address, load_release(conn))
    for declared in book.metadata.get("charts") or ():
        if chart := chart_input(conn, declared, book.metadata, book.schema, edition, book.root):
            name, card = (in_folder(f"{kind}/{declared['id']}", language()) for kind in ("charts", "cards/charts"))
            parts = [getattr(chart, part.name) for part in fields(chart)]
            yield Picture(name, _key(parts), partial(render_chart, chart, name, f"{card}.png"))


def _key(parts: Any) -> str:
    """A digest of what a picture is made of, the code and the packages that make it too."""
    return hashlib.sha256(json.dumps([_code(), parts], default=str).encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256(repr([version(name) for name in _PACKAGES.values()]).encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        digest.update(path.read_bytes() if path.is_file() and path.suffix != ".pyc" else b"")
    return digest.hexdigest()
