"""Records, tables and the database of a release that is kept, after the next one is served."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from factbook.formats import FORMATS
from factbook.locale import speaking
from factbook.record.kept import keep_release
from factbook.site.pages.kept import cited, kept_releases, load_kept_page
from release_projects import newer, older
from site_pages import open_site

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
    return open_site(database, root=root)


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


@pytest.mark.parametrize("ending", [*FORMATS, "csl.json", "cite.txt"])
async def test_a_record_and_an_article_are_cited_in_every_form_as_that_release_had_them(
    site: Datasette, ending: str
) -> None:
    for path in (FACT, f"{OLD}/factbook/sources/harbor-herald-2024"):
        answer = await site.client.get(f"{path}.{ending}")
        assert answer.status_code == 200
        assert "0.0.9" in answer.text
        assert f"http://localhost{path}" in answer.text
        assert "0.1.0" not in answer.text
    assert (await site.client.get(f"{OLD}/factbook/figures.{ending}")).status_code == 404


async def test_a_kept_record_names_its_forms(site: Datasette) -> None:
    page = (await site.client.get(FACT)).text
    for form in FORMATS.values():
        assert f'rel="alternate" type="{form.media_type}"' in page
        assert f'href="{FACT}.{form.extension}"' in page


async def test_a_citation_has_what_the_release_knew_and_nothing_later(site: Datasette) -> None:
    article = (await site.client.get(f"{OLD}/factbook/sources/harbor-herald-2024.csljson")).json()[0]
    assert "issued" not in article
    record = (await site.client.get(f"{OLD}/factbook/statements/kita-engine-tests.cite")).text
    assert "1,500 people, and tests" in record


def test_a_kept_record_is_cited_in_the_language_in_which_it_is_kept(site: Datasette) -> None:
    page = load_kept_page(kept_releases(site.root)["0.0.9"], "/factbook/statements/kita-engine-tests")
    assert page
    with speaking("es"):
        *_articles, record = json.loads(cited(page, FORMATS["csljson"], site.metadata(), "http://localhost"))
    assert record["language"] == "en"


async def test_more_rows_than_a_page_shows_come_page_after_page(tmp_path: Path, old: Path) -> None:
    big = tmp_path / "big.db"
    shutil.copyfile(old, big)
    with closing(sqlite3.connect(big)) as conn:
        conn.executemany(
            "insert into facts (id, kind, label, checked) values (?, 'figures', 'A number', '2026-01-01')",
            [(f"zz-{number:04}",) for number in range(450)],
        )
        columns = [row[1] for row in conn.execute("pragma table_info(figures)") if row[1] != "id"]
        named = ", ".join(f'"{name}"' for name in columns)
        new, one = "select id from facts where id glob 'zz-*'", f"select {named} from figures where id = 'trade-2023'"
        conn.execute(f"insert into figures (id, {named}) select new.id, {named} from ({new}) as new join ({one})")
        conn.commit()
        every = conn.execute("select count(*) from figures").fetchone()[0]
    keep_release(tmp_path / "site", big)
    site = open_site(newer(tmp_path / "site"), root=tmp_path / "site")
    met, address = list[str](), f"{OLD}/factbook/figures"
    while address:
        text = (await site.client.get(address)).text
        rows = re.findall(r'<a href="/release/0\.0\.9/factbook/figures/([a-z0-9-]+)">\1</a>', text)
        assert len(rows) <= 200
        met += rows
        address = next(iter(re.findall(r'href="(/[^"]*\?after=[^"]*)"', text)), "")
    assert len(met) == len(set(met)) == every > 400
