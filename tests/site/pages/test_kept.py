"""Records, tables and the database of a release that is kept, after the next one is served."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest
from datasette.app import Datasette

from factbook.record.kept import keep_release
from factbook.site.server import open_site
from release_projects import newer, older

OLD = "/release/0.0.9"
FACT = f"{OLD}/factbook/figures/trade-2023"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return older(tmp_path_factory.mktemp("older"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, old: Path) -> Datasette:
    root = tmp_path_factory.mktemp("newer")
    database = newer(root)
    keep_release(root, old, "2026-11-01")
    return open_site(root, database)


async def test_a_record_answers_with_its_old_value_and_leads_to_the_new_one(site: Datasette) -> None:
    answer = await site.client.get(FACT)
    assert answer.status_code == 200
    assert 'href="/release/0.0.9/factbook/places/port-alba">port-alba</a>' in answer.text
    assert "This is release 0.0.9, of 1 November 2026, kept as it was." in answer.text
    assert 'href="/factbook/figures/trade-2023"' in answer.text
    assert "was corrected in release 0.1.0; before, it was “Port Alba”" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text


async def test_a_record_that_was_withdrawn_since_is_still_there(site: Datasette) -> None:
    answer = await site.client.get(f"{OLD}/factbook/statements/kita-engine-tests")
    assert answer.status_code == 200
    assert "1,500 people, and tests" in answer.text
    assert (await site.client.get("/factbook/statements/kita-engine-tests")).status_code == 410


async def test_a_record_as_json_has_its_lists_and_passages(site: Datasette) -> None:
    told = (await site.client.get(f"{FACT}.json")).json()
    assert (told["release"], told["table"], told["place"]) == ("0.0.9", "figures", "port-alba")
    assert told["citations"][0]["quote"]


async def test_a_table_has_all_rows_on_its_page_and_in_its_files(site: Datasette) -> None:
    rows = (await site.client.get(f"{OLD}/factbook/figures.json")).json()["rows"]
    lines = list(
        csv.DictReader(io.StringIO((await site.client.get(f"{OLD}/factbook/figures.csv")).text.lstrip("\ufeff")))
    )
    page = (await site.client.get(f"{OLD}/factbook/figures")).text
    assert {"trade-2023", "seed-bank-price"} <= {row["id"] for row in rows} == {line["id"] for line in lines}
    assert all(f'href="{OLD}/factbook/figures/{row["id"]}"' in page for row in rows)


async def test_the_database_is_the_one_that_was_released(site: Datasette, old: Path) -> None:
    answer = await site.client.get(f"{OLD}/factbook.db")
    assert hashlib.sha256(answer.content).hexdigest() == hashlib.sha256(old.read_bytes()).hexdigest()


async def test_what_is_not_kept_of_a_release_says_what_is(site: Datasette) -> None:
    for path in ("/search", "/factbook/figures/never-was", "/factbook/nothing", "/factbook/figures.bib"):
        answer = await site.client.get(OLD + path)
        assert answer.status_code == 404, path
        assert 'href="/release/0.0.9/"' in answer.text, path


async def test_the_downloads_list_every_release_with_its_sum(site: Datasette, old: Path) -> None:
    page = (await site.client.get("/downloads")).text
    assert 'href="/release/0.0.9/"' in page
    assert hashlib.sha256(old.read_bytes()).hexdigest() in page
