"""The site in this process: Datasette as it is served, over any database, without a port."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
from datasette.app import Datasette
from datasette.inspect import inspect_hash

from factbook.site import server
from this_project import ROOT

#: Milliseconds of CPU that a query may take in a process of tests, where the collector of garbage works beside it;
#: seconds that a page has for all of its queries: more than one that takes too long leaves (conftest.py sets them).
PATIENT, PATIENT_PAGE = 600, 2.0


def open_site(database: Path, *, root: Path = ROOT, **changes: Any) -> Datasette:
    """The site of the project in `root` over a finished database, as `serve` opens it but for the time of a query."""
    patient = {"sql_time_limit_ms": PATIENT, "facet_time_limit_ms": PATIENT}
    settings = {**patient, **changes.pop("settings", {})}
    return server.open_site(root, database, _counts(database), settings=settings, **changes)


def _counts(database: Path) -> dict[str, Any]:
    """What server.count_rows gives: without it Datasette counts for 5 ms, and leaves out what it has not counted."""
    with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as conn:
        names = [name for (name,) in conn.execute("select name from sqlite_master where type = 'table'")]
        tables = {name: {"count": conn.execute(f'select count(*) from "{name}"').fetchone()[0]} for name in names}
    about = {"hash": inspect_hash(database), "size": database.stat().st_size, "file": str(database)}
    return {database.stem: {**about, "tables": tables}}


def client(site: Datasette) -> httpx.AsyncClient:
    """A client that asks the site as a server would, without a port."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(site.app()), base_url="http://localhost")


async def get(site: Datasette, path: str, status: int = 200) -> str:
    """The text of a page, which answers with `status`."""
    answer = await site.client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}\n{answer.text[:2000]}"
    return str(answer.text)
