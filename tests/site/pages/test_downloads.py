"""The Downloads page and its files: each with size, hash and use; the bytes of the export and nothing else."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import urllib.request
from pathlib import Path

import pytest
from datasette.app import Datasette

from exported import SCHEMA, make_hostile
from factbook.export import load_content, render, write_folder
from site_pages import get, open_site
from this_project import ROOT


@pytest.fixture
def served(dist: Path, database: Path, tmp_path: Path) -> Datasette:
    """The site over this project's database with the export beside it."""
    shutil.copy(database, tmp_path / "factbook.db")
    shutil.copytree(dist, tmp_path / "dist")
    return open_site(tmp_path / "factbook.db")


def listed(dist: Path) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))["files"]
    return entries


async def test_the_page_lists_every_file_with_its_hash_and_one_line_on_when_to_use_it(
    served: Datasette, dist: Path
) -> None:
    page = await get(served, "/downloads")
    for entry in listed(dist):
        assert f'href="/downloads/{entry["path"]}"' in page
        assert entry["sha256"] in page
    assert len(re.findall(r"\d (bytes|kB|MB)<", page.partition('id="releases"')[0])) == len(listed(dist)) + 1
    assert 'href="/downloads/SHA256SUMS"' in page
    assert "How to cite" in page


async def test_a_file_comes_whole_as_an_attachment_with_its_type_and_its_hash_as_validator(
    served: Datasette, dist: Path
) -> None:
    names = set()
    for entry in listed(dist):
        answer = await served.client.get(f"/downloads/{entry['path']}")
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == entry["sha256"]
        assert answer.headers["content-type"] == entry["media_type"]
        assert answer.headers["etag"] == f'"{entry["sha256"]}"'
        names.add(re.fullmatch(r'attachment; filename="([\w.-]+)"', answer.headers["content-disposition"])[1])  # type: ignore[index]
    assert len(names) == len(listed(dist)), "two files of one name"


async def test_who_has_the_file_already_is_told_so_and_sent_nothing(served: Datasette, dist: Path) -> None:
    tag = f'"{hashlib.sha256((dist / "facts.csv").read_bytes()).hexdigest()}"'
    answer = await served.client.get("/downloads/facts.csv", headers={"if-none-match": f'"other", {tag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag
    assert (await served.client.get("/downloads/facts.csv", headers={"if-none-match": '"other"'})).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "nothing.csv",
        "manifest.json",
        "..%2ffactbook.db",
        "%2e%2e/factbook.db",
        "tables",
        "tables/",
        "/etc/passwd",
        "%00",
    ],
)
async def test_what_is_no_download_is_not_found(path: str, served: Datasette) -> None:
    """Datasette first leads addresses with a percent sign or a last slash to their other spelling."""
    answer = await served.client.get(f"/downloads/{path}", follow_redirects=True)
    assert answer.status_code in (400, 404)


async def test_files_made_anew_are_served_at_once_with_another_validator(database: Path, tmp_path: Path) -> None:
    """`make export` may run while the site does."""
    shutil.copy(database, tmp_path / "factbook.db")
    site = open_site(tmp_path / "factbook.db")
    assert "make export" in await get(site, "/downloads")
    await get(site, "/downloads/facts.csv", 404)
    content = load_content(make_hostile(tmp_path / "other.db"), SCHEMA, {"title": "Other"})
    write_folder(render(content, b"", "kind"), tmp_path / "dist")
    assert "facts.csv" in await get(site, "/downloads")
    assert (await get(site, "/downloads/facts.csv")).encode() == (tmp_path / "dist/facts.csv").read_bytes()


async def test_pages_that_tell_of_files_have_another_validator_when_the_files_are_others(
    served: Datasette, database: Path, tmp_path: Path
) -> None:
    """The front page tells programs of each file's hash."""
    before = (await served.client.get("/")).headers["etag"]
    content = load_content(database, SCHEMA, {})
    write_folder(render(content, b"", "kind"), tmp_path / "dist")
    after = (await open_site(tmp_path / "factbook.db").client.get("/")).headers["etag"]
    assert before != after


async def test_a_part_whose_name_holds_signs_that_addresses_encode_is_found(database: Path, tmp_path: Path) -> None:
    shutil.copy(database, tmp_path / "factbook.db")
    content = load_content(database, SCHEMA, {})
    write_folder(render(content, b"", "kind"), tmp_path / "dist")
    site = open_site(tmp_path / "factbook.db")
    part = "parquet/agreements/kind=memorandum%20of%20understanding/part-0.parquet"
    href = re.search(r'href="(/downloads/parquet/agreements/[^"]*memorandum[^"]*)"', await get(site, "/downloads"))
    assert href
    answer = await site.client.get(href[1])
    assert answer.content == (tmp_path / "dist" / part).read_bytes()


async def test_a_broken_manifest_is_as_good_as_none(database: Path, tmp_path: Path) -> None:
    shutil.copy(database, tmp_path / "factbook.db")
    (tmp_path / "dist").mkdir()
    site = open_site(tmp_path / "factbook.db")
    for text in ("", "[]", '{"files": [{}]}', '{"files": 1}'):
        (tmp_path / "dist/manifest.json").write_text(text, encoding="utf-8")
        assert "make export" in await get(site, "/downloads")


def test_the_served_site_has_downloads_without_further_steps(site: str) -> None:
    with urllib.request.urlopen(f"{site}/downloads") as answer:
        page = answer.read().decode()
    for path in ("facts.csv", "factbook.json", "factbook.db", "tables/figures.csv"):
        assert f"/downloads/{path}" in page
    with urllib.request.urlopen(f"{site}/downloads/facts.csv") as answer:
        assert answer.read().startswith(b"\xef\xbb\xbfid,kind,label")


def test_the_front_page_and_every_page_s_head_lead_to_the_downloads() -> None:
    for name in ("base.html", "index.html"):
        assert "/downloads" in (ROOT / "factbook/site/templates" / name).read_text(encoding="utf-8")
