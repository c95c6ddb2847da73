"""CSV of the site is that of the downloads: one form, whether a table, a part of one, or a question is asked."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from datasette.app import Datasette

from factbook.site.pages.errors import PageTimeError
from factbook.site.serving import csv_form, page_time
from factbook.site.serving.asgi import Application, Receive, Scope, Send
from factbook.site.serving.csv_form import with_csv_form
from factbook.site.serving.recorder import CutShortError

SQL = "select '=HYPERLINK(1)' as \"@a\", '+52 449' as b, -5 as c, '-5' as d, 8.0 as e, 'x;y' as f, null as g"


def client(app: Application) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


async def test_a_question_in_sql_gives_no_formula(published: Datasette) -> None:
    async with client(published.app()) as http:
        answer = await http.get(f"/factbook.csv?sql={quote(SQL)}")
    assert answer.content.decode() == "\ufeff'@a,b,c,d,e,f,g\r\n'=HYPERLINK(1),'+52 449,-5,-5,8,\"x;y\",\r\n"


@pytest.mark.parametrize("table", ["figures", "places", "officials", "citations"])
async def test_a_table_has_the_lines_of_its_download(published: Datasette, dist: Path, table: str) -> None:
    download = (dist / f"tables/{table}.csv").read_bytes()
    async with client(published.app()) as http:
        whole = await http.get(f"/factbook/{table}.csv")
        part = await http.get(f"/factbook/{table}.csv?id__not=x")
    for answer in (whole, part):
        assert answer.content.startswith(b"\xef\xbb\xbf")
        assert sorted(rows_of(answer.content)) == sorted(rows_of(download))


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sending(*pieces: bytes) -> Application:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return with_csv_form(app, "")


async def test_csv_that_cannot_be_finished_is_cut_off_and_not_ended_with_a_sentence() -> None:
    async with client(sending(b"a,b\r\n", b"1,2\r\n", b"interrupted")) as http:
        with pytest.raises(CutShortError):
            await http.get("/factbook/figures.csv")


@pytest.mark.parametrize("first", [b"\r\n", b"interrupted"])
async def test_csv_that_cannot_be_begun_is_an_error(first: bytes) -> None:
    async with client(sending(first)) as http:
        assert (await http.get("/factbook/figures.csv")).status_code == 400


async def test_csv_whose_time_is_up_is_cut_off_or_refused_never_shortened_in_silence(
    published: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_time, "PAGE_SECONDS", 0.0)
    async with client(published.app()) as http:
        answer = await http.get("/factbook/citations.csv?id__not=x&_sort_desc=quote")
    assert answer.status_code == 503
    assert str(PageTimeError())


async def test_a_stream_of_more_rows_than_datasette_may_make_is_refused_and_never_ends_in_a_page(
    published: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_form, "MOST_LABELLED", 40)
    monkeypatch.setattr(csv_form, "_PIECE", 500)
    async with client(published.app()) as http:
        many = await http.get("/factbook/citations.csv?_stream=on&_labels=on")
        few = await http.get("/factbook/citations.csv?_stream=on&_labels=on&_size=5&paragraph=3")
    assert (many.status_code, few.status_code) == (503, 200)
    assert "quote" not in many.text.partition("<")[0]
    assert "<html" not in few.text


async def test_rows_that_end_at_the_bound_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_form, "MOST_ROWS", 2)
    async with client(sending(b"a,b\r\n", b"1,2\r\n", b"3,4\r\n")) as http:
        assert (await http.get("/factbook/figures.csv")).text.count("\n") == 3
    async with client(sending(b"a,b\r\n", b"1,2\r\n", b"3,4\r\n", b"5,6\r\n")) as http:
        with pytest.raises(CutShortError):
            await http.get("/factbook/figures.csv")
