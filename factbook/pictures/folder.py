"""The folder of pictures beside the database, as the site finds it: a manifest, and files by name.

Those in another language than the project's own are below a folder of its tag: `es/charts/...`. A picture that was made
from other facts or other words than those that are served is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factbook.locale import home
from factbook.locale.catalogue import SOURCE, languages_of, own_catalogue
from factbook.record import DATABASE, Release

NAME, MANIFEST = "pictures", "manifest.json"
#: What pictures are made of, of metadata.yml.
_WORDS = ("title", "headline", "license", "language", "charts", "kinds")


@dataclass(frozen=True, slots=True)
class Pictures:
    """What there is: paths of files, with their SHA-256, below the folder."""

    folder: Path
    files: Mapping[str, str] = field(default_factory=dict)

    def named(self, path: str, language: str = "") -> str | None:
        """The file in a language, or in the project's own where it is in no other; None where there is none."""
        return next((name for name in (in_folder(path, language), path) if name in self.files), None)

    def read(self, path: str, language: str = "") -> bytes | None:
        """What is in the file of that name in a language; None where there is none."""
        name = self.named(path, language)
        return (self.folder / name).read_bytes() if name else None


def in_folder(path: str, language: str) -> str:
    """Where a picture in a language is, by its path in the project's own."""
    return path if language in ("", home()) else f"{language}/{path}"


def made_from(release: Release, metadata: Mapping[str, Any], root: Path) -> str:
    """A digest of all that pictures are made from: the content, the words about it in each language, data of charts."""
    queries = ((metadata.get("databases") or {}).get(DATABASE) or {}).get("queries") or {}
    # Once a query has been asked, Datasette has written its name into it.
    queries = {name: {**query, "name": name} for name, query in queries.items()}
    words = {name: metadata.get(name) for name in _WORDS}
    digest = hashlib.sha256(json.dumps([release.version, words, queries], sort_keys=True, default=str).encode())
    digest.update(f"{release.facts_sha256}{release.schema_sha256}".encode())
    named = {path for chart in metadata.get("charts") or () for path in (chart.get("data") or {}).values()}
    tags = languages_of(root, str(metadata.get("language") or SOURCE))
    catalogues = (own_catalogue(root, tag).relative_to(root).as_posix() for tag in tags)
    for path in (*sorted(named), *catalogues):
        digest.update((root / path).read_bytes() if (root / path).is_file() else b"")
    return digest.hexdigest()[:16]


def load_pictures(folder: Path, wanted: str) -> Pictures:
    """The pictures in the folder, if they were made from what is `wanted` (`made_from`); else none at all."""
    manifest = read_manifest(folder)
    if manifest.get("made_from") != wanted:
        return Pictures(folder)
    files = {path: sha for picture in manifest["pictures"].values() for path, sha in picture["files"].items()}
    return Pictures(folder, files)


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the manifest says; nothing where there is none that can be read."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if {"made_from", "pictures"} <= manifest.keys() else {}
