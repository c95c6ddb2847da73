"""What tests of the site share: this project's site in this process, its database, and its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from factbook.schema.settings import load_settings
from factbook.site.names import Names, site_schema
from factbook.site.pages.shared import names_in
from factbook.site.serving import page_time
from site_pages import PATIENT_PAGE, open_site
from this_project import ROOT


@pytest.fixture(scope="session", autouse=True)
def patient_pages() -> Iterator[None]:
    """Pages of the sites in this process have time left for a page that says that a query took too long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_time, "PAGE_SECONDS", PATIENT_PAGE)
        yield


@pytest.fixture(scope="module")
def published(database: Path) -> Datasette:
    """The site over a database: that of the published facts, or the one that a file of tests makes."""
    return open_site(database)


@pytest.fixture(scope="module")
def conn(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as connection:
        yield connection


@pytest.fixture(scope="module")
def words() -> Names:
    schema = site_schema(ROOT)
    return names_in(load_settings(ROOT / "metadata.yml", schema)[0].metadata, schema)
