"""The folder of pictures beside the database, as the site finds it: a manifest, and files by name.

A picture that was made from other facts or other words than those that are served is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factbook.record import DATABASE, Release

NAME, MANIFEST = "pictures", "manifest.json"
#: What pictures are made of, of metadata.yml.
_WORDS = ("title", "headline", "license", "language", "charts", "kinds")


@dataclass(frozen=True, slots=True)
class Pictures:
    """What there is: paths of files, with their SHA-256, below the folder."""

    folder: Path
    files: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """The file; None where there is none."""
        return (self.folder / path).read_bytes() if path in self.files else None


def made_from(release: Release, metadata: Mapping[str, Any], root: Path) -> str:
    """A digest of all that pictures are made from: the content, the words about it, and the data files of charts."""
    queries = ((metadata.get("databases") or {}).get(DATABASE) or {}).get("queries") or {}
    words = {name: metadata.get(name) for name in _WORDS}
    digest = hashlib.sha256(json.dumps([release.version, words, queries], sort_keys=True, default=str).encode())
    digest.update(f"{release.facts_sha256}{release.schema_sha256}".encode())
    named = {path for chart in metadata.get("charts") or () for path in (chart.get("data") or {}).values()}
    for path in sorted(named):
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
