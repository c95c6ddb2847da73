"""The pictures of the release that is served, looked for once: they stand beside the database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette

from factbook.locale import at_home
from factbook.pictures.folder import NAME, Pictures, load_pictures, made_from
from factbook.record import DATABASE, Release, load_release

_FOUND: WeakKeyDictionary[Datasette, Pictures] = WeakKeyDictionary()


async def pictures_of(datasette: Datasette) -> Pictures:
    """What was made from the facts and words that this site serves; nothing where the pictures are of others."""
    if datasette not in _FOUND:
        with at_home(datasette.home, datasette.root):  # the words that pictures were made with, whoever asks first
            metadata = datasette.metadata()
        _FOUND[datasette] = await _find(datasette, metadata)
    return _FOUND[datasette]


async def use_pictures_of(datasette: Datasette, metadata: Mapping[str, Any]) -> None:
    """Show the pictures that were made with these words, whatever the site itself is set to: it stands elsewhere."""
    _FOUND[datasette] = await _find(datasette, metadata)


async def _find(datasette: Datasette, metadata: Mapping[str, Any]) -> Pictures:
    database = datasette.databases.get(DATABASE)
    if database is None or not database.path:
        return Pictures(Path())
    release: Release = await database.execute_fn(load_release)
    wanted = made_from(release, metadata, datasette.root)
    return load_pictures(Path(database.path).parent / NAME, wanted)
