"""What the site refuses: a clear 4xx in its design, with a search box, never a 500 nor a stack."""

from __future__ import annotations

import pytest
from datasette.app import Datasette

from site_pages import get

# Where Datasette refuses a facet, it leaves coroutines of other facets behind.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/factbook/nothing", 404),
        ("/factbook/figures/nothing", 404),
        ("/factbook/facts/nothing", 404),
        ("/factbook/figures?_sort=nothing", 400),
        ("/factbook/figures?nothing=1", 400),
        ("/factbook/figures?nothing__gt=1", 400),
        ("/factbook/figures?id__in=[1", 400),
        ("/factbook/figures?_through=x", 400),
        ("/factbook/figures?_through={}", 400),
        ("/factbook/figures?_where=bad(", 400),
        ("/factbook/figures?_facet=nothing", 400),
        ("/factbook/figures?_size=x", 400),
        ("/factbook/figures?_timelimit=x", 400),
        ("/factbook/figures?_next=a,,b", 400),
        ("/factbook/timeline?_next=x", 400),
        ("/factbook/agreement_parties/one-part", 400),
        ("/factbook?sql=selec", 400),
        ("/factbook?sql=select+nothing", 400),
        ("/factbook?sql=drop+table+facts", 400),
        ("/factbook?sql=with+recursive+a(x)+as+(select+1+union+all+select+x%2B1+from+a)+select+max(x)+from+a", 400),
        ("/search?q=" + "a" * 20_000, 414),
    ],
)
async def test_bad_addresses_are_refused_clearly(published: Datasette, path: str, status: int) -> None:
    html = await get(published, path, status)
    assert "Traceback" not in html
    assert 'action="/search"' in html
    assert "static/site.css" in html


async def test_an_address_under_the_wrong_table_names_the_right_one(published: Datasette) -> None:
    html = await get(published, "/factbook/figures/nissan", 404)
    assert 'href="/factbook/organizations/nissan"' in html


async def test_refusals_of_json_are_json(published: Datasette) -> None:
    answer = await published.client.get("/factbook/figures.json?_sort=nothing")
    assert answer.status_code == 400
    assert answer.json()["ok"] is False


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
async def test_nothing_can_be_written(published: Datasette, method: str) -> None:
    answer = await published.client.request(method, "/factbook/figures")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "read-only" in answer.text


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/factbook", "GET, HEAD, OPTIONS"),
        ("/mcp", "POST, OPTIONS"),
        ("/reconcile", "GET, HEAD, OPTIONS, POST"),
        ("/es/mcp", "POST, OPTIONS"),
        ("/release/0.4.0/factbook", "GET, HEAD, OPTIONS"),
    ],
)
async def test_an_address_says_which_methods_it_takes(published: Datasette, path: str, allowed: str) -> None:
    asked = await published.client.request("OPTIONS", path)
    assert (asked.status_code, asked.headers["allow"]) == (204, allowed)
    refused = await published.client.request("DELETE", path)
    assert (refused.status_code, refused.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize("cookie", ['a[b=1; "', "ds_actor=x", "ds_messages=x", "=", "a=\xff"])
async def test_no_cookie_breaks_a_page(published: Datasette, cookie: str) -> None:
    answer = await published.client.get("/factbook/figures", headers={"cookie": cookie.encode("latin-1")})
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize("ending", ["json", "csv"])
async def test_a_file_of_a_question_is_not_made_for_a_parameter_that_it_does_not_know(
    published: Datasette, ending: str
) -> None:
    asked = f"/factbook/facts_of_an_article.{ending}"
    answer = await published.client.get(f"{asked}?article=&_shape=array")
    assert answer.status_code == 200, answer.text
    refused = await published.client.get(f"{asked}?artcle=x")
    assert refused.status_code == 400
    assert "artcle" in refused.text
    assert "article" in refused.text.replace("artcle", "")


async def test_the_log_has_a_short_line_of_what_sqlite_refuses_and_no_stack(
    published: Datasette, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = [
        "select 'a secret' from [a\nERROR: forged]",
        f"select 'a secret' from [{'x' * 9000}]",
        "select 1 from",
        "a",
    ]
    for sql in refused:
        assert (await published.client.get("/factbook.json", params={"sql": sql})).status_code == 400
    logged = capsys.readouterr().err
    assert len(logged.splitlines()) == len(refused) - 1, "what is no SELECT is not asked"
    assert all(line.startswith("SQLite refused: ") and len(line) < 200 for line in logged.splitlines())
    assert "secret" not in logged
