"""The site in this process: Datasette as it is served, over any database, without a port."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
from datasette.app import Datasette

from factbook.site import server
from this_project import ROOT

#: Milliseconds of CPU that a query may take in a process of tests, where the collector of garbage works beside it:
#: less than a page has for all of its queries.
PATIENT = 600


def open_site(database: Path, **changes: Any) -> Datasette:
    """This project's site over a finished database; what it is set to is the project's, but for the time of a query."""
    settings = {"sql_time_limit_ms": PATIENT, **changes.pop("settings", {})}
    return server.open_site(ROOT, database, settings=settings, **changes)


def client(site: Datasette) -> httpx.AsyncClient:
    """A client that asks the site as a server would, without a port."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(site.app()), base_url="http://localhost")


async def get(site: Datasette, path: str, status: int = 200) -> str:
    """The text of a page, which answers with `status`."""
    answer = await site.client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}\n{answer.text[:2000]}"
    return str(answer.text)
