"""Addresses that outlast a release: a record that is no more, and a record as it was in a version.

A site serves one release, from one immutable file. `/release/<version>/<address>` is that release's page for as long as
it is served; afterwards what is kept of that release answers (kept.py). Where nothing is, the answer says which release
is served now, what was corrected since, and where the other is had.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from factbook.record import DATABASE, Reference, Release, Update, load_history, load_release
from factbook.site.cells import find_record

_VERSIONED = re.compile(r"/release/(?P<version>[0-9A-Za-z.+-]{1,60})(?P<path>/.*)?")
_RECORD = re.compile(rf"/{DATABASE}/(?P<table>\w+)/(?P<id>[a-z0-9-]+)(?P<ending>(\.\w+){{0,2}})")


class VersionedPath(NamedTuple):
    """An address in a version: the version, and the path on the site of that version."""

    version: str
    path: str


class RecordPath(NamedTuple):
    """The address of a record: table (`facts` is the register), id, and the ending of a format, such as `.json`."""

    table: str
    id: str
    ending: str


def versioned(path: str) -> VersionedPath | None:
    """The version and the rest of a path that names one; None for any other path."""
    found = _VERSIONED.fullmatch(path)
    return VersionedPath(found["version"], found["path"] or "/") if found else None


def record_path(path: str) -> RecordPath | None:
    """The parts of a record's path; None for any other path."""
    found = _RECORD.fullmatch(path)
    return RecordPath(found["table"], found["id"], found["ending"]) if found else None


@dataclass(frozen=True, slots=True)
class OtherRelease:
    """The answer to one who asks for another release than the one that is served.

    `record` is what the record is called now, None where it is no record's address or the record is no more; `since` is
    what happened to it after the version that was asked for, the newest first.
    """

    asked: str
    release: Release
    record: Reference | None
    since: tuple[Update, ...]
    get_it: str | None

    @property
    def is_older(self) -> bool:
        """Whether the version that was asked for is before the one that is served."""
        return _numbers(self.asked) < _numbers(self.release.version)


def load_other_release(conn: sqlite3.Connection, asked: VersionedPath, metadata: Mapping[str, Any]) -> OtherRelease:
    """What there is to say of an address in a version that is not served here."""
    parts = record_path(asked.path)
    updates = load_history(conn, parts.id) if parts else []
    since = tuple(update for update in updates if _numbers(update.version or "") > _numbers(asked.version))
    template = str(metadata.get("release_url") or "")
    get_it = template.replace("{version}", asked.version) or None
    return OtherRelease(asked.version, load_release(conn), _now(conn, parts), since, get_it)


def _now(conn: sqlite3.Connection, parts: RecordPath | None) -> Reference | None:
    return (find_record(conn, parts.id, "fact") or find_record(conn, parts.id, "source")) if parts else None


def _numbers(version: str) -> tuple[int, ...]:
    """The three numbers of a version, to compare by; what stands after them does not count."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def update_as_json(update: Update) -> dict[str, Any]:
    """What happened to a record, as JSON has it."""
    return {name: value for name, value in asdict(update).items() if value is not None}


def other_release_as_json(found: OtherRelease) -> dict[str, Any]:
    """The same answer for programs."""
    served = found.release.version
    return {
        "ok": False,
        "status": 404,
        "error": f"This site serves release {served}, not {found.asked}.",
        "release": served,
        "now": found.record.path if found.record else None,
        "since": [update_as_json(update) for update in found.since],
        "get_it": found.get_it,
    }
