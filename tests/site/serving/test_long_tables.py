"""A table too long for one answer: its rows are had by another way, which is said before a byte of them is sent."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from datasette.app import Datasette

from factbook.locale.catalogue import SOURCE, languages_of
from factbook.site.serving import page_time, table_walk
from site_pages import client, open_site
from this_project import ROOT

TABLE, VIEW = "proofs", "fact_citations"
LARGEST = [TABLE, VIEW, "citations", "citation_fields"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound that the largest tables of this project pass, and small ones do not."""
    monkeypatch.setattr(table_walk, "MAX_CSV", 20_000)
    monkeypatch.setattr(table_walk, "FEW_ROWS", 400)


@pytest.fixture
def with_files(dist: Path, database: Path, tmp_path: Path) -> Datasette:
    """The site with the export beside its database."""
    shutil.copy(database, tmp_path / "factbook.db")
    shutil.copytree(dist, tmp_path / "dist")
    return open_site(tmp_path / "factbook.db")


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", LARGEST)
async def test_every_table_of_this_project_is_within_the_bound(published: Datasette, name: str) -> None:
    async with client(published) as http:
        answer = await http.get(f"/factbook/{name}.csv")
    assert answer.status_code == 200
    assert len(answer.content) * 4 < table_walk.MAX_CSV


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("asking", ["GET", "HEAD"])
async def test_a_whole_table_too_long_leads_to_its_prepared_file(with_files: Datasette, asking: str) -> None:
    async with client(with_files) as http:
        answer = await http.request(asking, f"/factbook/{TABLE}.csv")
        assert answer.status_code == 307
        assert answer.headers["location"] == f"/downloads/tables/{TABLE}.csv"
        file = await http.get(answer.headers["location"])
        rows = await http.get(f"/factbook/{TABLE}.json?_shape=array&_size=max")
    assert len(rows_of(file.content)) == len(rows.json()) + 1


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("query", ["", "?_stream=on&fact__not=x", "?_stream=on&_sort_desc=fact", "?_stream=on"])
async def test_rows_too_many_without_a_file_are_refused_with_the_way_to_have_them(
    published: Datasette, query: str
) -> None:
    async with client(published) as http:
        answer = await http.get(f"/factbook/{VIEW}.csv{query}")
    assert answer.status_code == 400
    for said in ("rows, more than one answer holds", "_size=400", "_next", "Downloads"):
        assert said in answer.text


@pytest.mark.usefixtures("small")
async def test_a_filter_is_not_led_to_the_file_of_the_whole(with_files: Datasette) -> None:
    async with client(with_files) as http:
        many = await http.get(f"/factbook/{TABLE}.csv?fact__not=x")
        few = await http.get(f"/factbook/{TABLE}.csv?how=reckoned")
    assert (many.status_code, few.status_code) == (400, 200)


@pytest.mark.usefixtures("small")
async def test_files_in_the_first_language_are_not_given_for_another(with_files: Datasette) -> None:
    other = next(tag for tag in languages_of(ROOT) if tag != SOURCE)
    async with client(with_files) as http:
        answer = await http.get(f"/{other}/factbook/{TABLE}.csv")
    assert answer.status_code == 400
    assert "_size=400" in answer.text


@pytest.mark.usefixtures("small")
async def test_files_of_another_release_are_not_given_for_this_one(with_files: Datasette) -> None:
    manifest = Path(with_files.get_database("factbook").path).parent / "dist/manifest.json"
    digest = (await client(with_files).get("/-/health")).json()["content"]
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(digest, "0" * 64), encoding="utf-8")
    async with client(with_files) as http:
        assert (await http.get(f"/factbook/{TABLE}.csv")).status_code == 400


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", [TABLE, VIEW])
async def test_the_parts_that_the_refusal_names_are_the_whole(
    published: Datasette, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts: list[list[str]] = []
    asked = "_size=400"
    async with client(published) as http:
        while asked:
            parts += rows_of((await http.get(f"/factbook/{name}.csv?{asked}")).content)[1:]
            further = (await http.get(f"/factbook/{name}.json?{asked}")).json()["next"]
            asked = f"_size=400&_next={further}" if further else ""
        monkeypatch.setattr(table_walk, "MAX_CSV", 10_000_000)
        whole = rows_of((await http.get(f"/factbook/{name}.csv")).content)[1:]
    assert len(whole) > 400
    # Datasette puts a number before the rows of a table without a key.
    assert sorted(row[-len(whole[0]) :] for row in parts) == sorted(whole)


async def test_a_whole_table_has_the_time_of_a_page_and_no_more(
    published: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_time, "PAGE_SECONDS", 0.0)
    async with client(published) as http:
        assert (await http.get("/factbook/citations.csv?_nofacet=on")).status_code == 503
