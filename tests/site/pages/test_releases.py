"""Addresses that outlast a release: records that are no more, and records in a version."""

from __future__ import annotations

from pathlib import Path

import pytest
from datasette.app import Datasette

from release_projects import newer, site_over

FACT = "/factbook/figures/trade-2023"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    return site_over(newer(tmp_path_factory.mktemp("newer")))


# ── records that are no more ──


async def test_a_withdrawn_record_answers_410_with_the_reason_in_the_sites_design(site: Datasette) -> None:
    answer = await site.client.get("/factbook/statements/kita-engine-tests")
    assert answer.status_code == 410
    assert "Nobody says so; the reporter tells it, and the plant has it." in answer.text
    assert "It tests engines in Port Alba" in answer.text
    assert 'href="/static/site.css?v=' in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text


async def test_a_withdrawn_record_asked_for_as_json_answers_in_json(site: Datasette) -> None:
    answer = await site.client.get("/factbook/statements/kita-engine-tests.json")
    assert answer.status_code == 410
    told = answer.json()
    assert (told["ok"], told["status"], told["version"]) == (False, 410, "0.1.0")
    assert told["record"]["id"] == "kita-engine-tests"
    assert told["reason"].startswith("Nobody says so")


@pytest.mark.parametrize("ending", ["", ".json", ".json?_shape=array", ".bib", ".csv", "?_size=1"])
async def test_a_merged_record_leads_for_good_to_the_one_that_tells_it_now(site: Datasette, ending: str) -> None:
    answer = await site.client.get(f"/factbook/figures/seed-bank-price{ending}")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"/factbook/figures/seed-bank-cost{ending}"


async def test_the_register_answers_for_a_retired_id_as_its_table_does(site: Datasette) -> None:
    assert (await site.client.get("/factbook/facts/kita-engine-tests")).status_code == 410
    assert (await site.client.get("/factbook/facts/seed-bank-price")).status_code == 301


async def test_an_id_that_never_was_or_in_another_table_is_still_a_404(site: Datasette) -> None:
    for path in ("/factbook/figures/never-was", "/factbook/figures/kita-engine-tests", "/kita-engine-tests"):
        assert (await site.client.get(path)).status_code == 404, path


# ── a record that was corrected ──


async def test_a_record_that_was_corrected_says_what_since_when_and_why(site: Datasette) -> None:
    page = (await site.client.get(FACT)).text
    assert "since release 0.1.0 (23 November 2026): The agency speaks for the whole country." in page
    assert "Before, it was “Port Alba”." in page
    assert "The day stands in the dateline." in (await site.client.get("/factbook/sources/harbor-herald-2024")).text


async def test_a_record_that_was_never_corrected_says_nothing_of_it(site: Datasette) -> None:
    assert "Corrections" not in (await site.client.get("/factbook/figures/kita-jobs")).text


async def test_a_record_leads_to_itself_in_the_release_that_is_served(site: Datasette) -> None:
    assert f'href="/release/0.1.0{FACT}"' in (await site.client.get(FACT)).text


# ── a record in a version ──


@pytest.mark.parametrize("path", [FACT, f"{FACT}.bib", "/factbook/sources/harbor-herald-2024", "/"])
async def test_the_release_that_is_served_answers_as_the_page_itself(site: Datasette, path: str) -> None:
    versioned = await site.client.get(f"/release/0.1.0{path}")
    assert versioned.status_code == 200
    assert versioned.content == (await site.client.get(path)).content


async def test_another_release_says_which_one_this_is_and_what_was_corrected_since(site: Datasette) -> None:
    answer = await site.client.get(f"/release/0.0.9{FACT}")
    assert answer.status_code == 404
    assert "This site serves release 0.1.0" in answer.text
    assert f'href="{FACT}"' in answer.text
    assert "was corrected in release 0.1.0; before, it was “Port Alba”: The agency speaks" in answer.text
    assert "How to get release 0.0.9" in answer.text


async def test_a_release_that_has_the_correction_already_is_told_of_none(site: Datasette) -> None:
    assert "Port Alba" not in (await site.client.get(f"/release/0.1.1{FACT}")).text


async def test_a_record_without_corrections_says_so(site: Datasette) -> None:
    answer = await site.client.get("/release/0.0.9/factbook/figures/kita-jobs")
    assert "No correction of this record has been noted since release 0.0.9." in answer.text


async def test_a_record_that_was_withdrawn_since_says_so(site: Datasette) -> None:
    answer = await site.client.get("/release/0.0.9/factbook/statements/kita-engine-tests")
    assert "The record was withdrawn in release 0.1.0: Nobody says so" in answer.text


async def test_the_other_release_is_to_be_had_where_metadata_says(tmp_path: Path) -> None:
    site = site_over(newer(tmp_path / "newer"), release_url="https://data.example/v{version}/factbook.db")
    assert 'href="https://data.example/v0.0.9/factbook.db"' in (await site.client.get(f"/release/0.0.9{FACT}")).text
    told = (await site.client.get(f"/release/0.0.9{FACT}.json")).json()
    assert (told["release"], told["now"]) == ("0.1.0", FACT)
    assert told["since"][0]["reason"] == "The agency speaks for the whole country."
    assert told["get_it"] == "https://data.example/v0.0.9/factbook.db"


@pytest.mark.parametrize(
    "path", ["/release/0.0.9", "/release/0.0.9/", "/release/next/x", "/release/0.0.9/factbook/figures"]
)
async def test_any_address_in_another_release_is_answered_so(site: Datasette, path: str) -> None:
    answer = await site.client.get(path)
    assert answer.status_code == 404
    assert "This site serves release 0.1.0" in answer.text


async def test_signs_of_markup_in_a_version_are_no_page_of_ours(site: Datasette) -> None:
    answer = await site.client.get("/release/%3Cscript%3E/x")
    assert answer.status_code in (302, 404)
    assert "<script>" not in answer.text


async def test_versions_hold_under_a_prefix_too(tmp_path: Path) -> None:
    site = site_over(newer(tmp_path / "newer"), base_url="/data/")
    assert (await site.client.get(f"/release/0.1.0{FACT}")).status_code == 200
    moved = await site.client.get("/factbook/figures/seed-bank-price")
    assert moved.headers["location"] == "/data/factbook/figures/seed-bank-cost"
    assert "User-agent: *\nDisallow: /data/*?\n" in (await site.client.get("/robots.txt")).text
