"""All pictures of a release, into their folder: what was made of the same before is taken over, not drawn again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factbook.export import write_folder
from factbook.formats import edition_of
from factbook.pictures.card import card_of_page, render_card, render_chart_card
from factbook.pictures.cards import cards
from factbook.pictures.chart import ChartInput, chart_input, render_chart
from factbook.pictures.drawing import draw
from factbook.pictures.folder import MANIFEST, made_from, read_manifest
from factbook.record import load_release
from factbook.schema import Schema

_PACKAGES = {"vl_convert": "vl-convert-python", "resvg_py": "resvg-py", "fontTools": "fonttools"}


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
    """A picture to be made: its name, a digest of all that it is made of, and how; files by the end of their name."""

    name: str
    key: str
    render: Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Made:
    """What was done: how many pictures there are, how many of them were drawn now, and how many bytes they take."""

    pictures: int
    drawn: int
    size: int


def can_draw() -> bool:
    """Whether pictures can be made here: whether the packages that draw are installed."""
    return all(find_spec(name) for name in _PACKAGES)


def make_pictures(book: Book, folder: Path) -> Made:
    """Make the folder hold the pictures of the finished database.

    Raises ProjectError where a chart cannot be drawn, WriteError where the folder cannot be written.
    """
    had = read_manifest(folder)
    with closing(sqlite3.connect(f"{book.database.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        wanted = made_from(load_release(conn), book.metadata, book.root)
        pictures = list(_pictures(conn, book))
    files: dict[str, bytes] = {}
    manifest: dict[str, Any] = {}
    drawn = 0
    for picture in pictures:
        kept = _kept(picture, had, folder)
        drawn += kept is None
        found = kept or {f"{picture.name}.{end}": data for end, data in picture.render().items()}
        files |= found
        sums = {path: hashlib.sha256(data).hexdigest() for path, data in found.items()}
        manifest[picture.name] = {"key": picture.key, "files": sums}
    text = json.dumps({"made_from": wanted, "pictures": manifest}, indent=1, sort_keys=True) + "\n"
    if had != json.loads(text):
        write_folder({**files, MANIFEST: text.encode()}, folder)
    return Made(len(pictures), drawn, sum(map(len, files.values())))


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


def _pictures(conn: sqlite3.Connection, book: Book) -> Iterator[Picture]:
    yield from _charts(conn, book)
    for name, card in cards(conn, book.schema, book.metadata):
        yield Picture(f"cards/{name}", _key(card), partial(render_card, card))


def _charts(conn: sqlite3.Connection, book: Book) -> Iterator[Picture]:
    edition = edition_of(book.metadata, book.address, load_release(conn))
    for declared in book.metadata.get("charts") or ():
        if chart := chart_input(conn, declared, book.metadata, book.schema, edition, book.root):
            parts = (chart.declared, chart.columns, chart.rows, chart.data, chart.below)
            yield Picture(f"charts/{declared['id']}", _key(parts), partial(render_chart, chart))
            yield Picture(f"cards/charts/{declared['id']}", _key(parts), partial(_card_of_chart, chart, edition.title))


def _card_of_chart(chart: ChartInput, site: str) -> Mapping[str, bytes]:
    card = card_of_page("", chart.declared, site)
    return render_chart_card(draw(chart.declared, chart.rows, chart.data, "wide"), card)


def _key(parts: Any) -> str:
    """A digest of what a picture is made of, the code and the packages that make it too."""
    return hashlib.sha256(json.dumps([_code(), parts], default=str).encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256(repr([version(name) for name in _PACKAGES.values()]).encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        digest.update(path.read_bytes() if path.is_file() and path.suffix != ".pyc" else b"")
    return digest.hexdigest()
