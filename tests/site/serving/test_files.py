"""The database and the downloads are sent in parts to whoever asks for parts, and each part is of one file."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from citable import make_citable
from site_pages import open_site

PATH = "/factbook.db"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_citable(tmp_path_factory.mktemp("ranges") / "factbook.db")


@pytest.fixture
async def http(database: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(open_site(database).app()), base_url="http://localhost"
    ) as client:
        yield client


async def test_the_whole_says_that_it_has_parts_and_which_file_it_is(http: httpx.AsyncClient, database: Path) -> None:
    answer = await http.get(PATH)
    assert (answer.status_code, answer.headers["accept-ranges"]) == (200, "bytes")
    assert answer.content == database.read_bytes()
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert "last-modified" not in answer.headers
    again = await http.get(PATH, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("asked", "first", "last"), [("0-99", 0, 100), ("100-", 100, None), ("-50", -50, None)])
async def test_a_part_is_the_bytes_that_are_asked_for(
    http: httpx.AsyncClient, database: Path, asked: str, first: int, last: int | None
) -> None:
    whole = database.read_bytes()
    answer = await http.get(PATH, headers={"Range": f"bytes={asked}"})
    start = first % len(whole)
    assert (answer.status_code, answer.content) == (206, whole[first:last])
    assert answer.headers["content-range"] == f"bytes {start}-{start + len(answer.content) - 1}/{len(whole)}"
    assert int(answer.headers["content-length"]) == len(answer.content)


async def test_a_download_that_broke_off_is_taken_up_again(http: httpx.AsyncClient, database: Path) -> None:
    tag = (await http.head(PATH)).headers["etag"]
    rest = await http.get(PATH, headers={"Range": "bytes=1000-", "If-Range": tag})
    assert (rest.status_code, rest.headers["etag"]) == (206, tag)
    assert rest.content == database.read_bytes()[1000:]


async def test_of_another_file_the_whole_is_sent_anew(http: httpx.AsyncClient, database: Path) -> None:
    answer = await http.get(PATH, headers={"Range": "bytes=1000-", "If-Range": '"another"'})
    assert (answer.status_code, answer.content) == (200, database.read_bytes())


async def test_a_part_beyond_the_end_is_refused_with_the_length(http: httpx.AsyncClient, database: Path) -> None:
    answer = await http.get(PATH, headers={"Range": "bytes=999999999-"})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{database.stat().st_size}")


async def test_a_part_in_another_unit_than_bytes_is_not_asked_for(http: httpx.AsyncClient, database: Path) -> None:
    answer = await http.get(PATH, headers={"Range": "lines=1-2"})
    assert (answer.status_code, answer.content) == (200, database.read_bytes())


async def test_a_part_is_never_kept_for_the_whole(http: httpx.AsyncClient, database: Path) -> None:
    await http.get(PATH, headers={"Range": "bytes=0-9"})
    assert (await http.get(PATH)).content == database.read_bytes()


async def test_a_head_tells_the_length_and_sends_nothing(http: httpx.AsyncClient, database: Path) -> None:
    answer = await http.head(PATH)
    assert (answer.content, int(answer.headers["content-length"])) == (b"", database.stat().st_size)


async def test_the_release_s_own_address_has_parts_too(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"/release/0.1.0{PATH}", headers={"Range": "bytes=0-9"})
    assert answer.status_code == 206
