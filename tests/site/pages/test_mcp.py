"""The Model Context Protocol: its own client over the site as it is served, and what no client should send."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette
from mcp import Client

from citable import add_figures, make_citable
from factbook.site.pages.mcp import LONGEST_ANSWER, MOST_MESSAGES, VERSIONS
from factbook.site.pages.mcp_now import VERSION
from factbook.site.serving.refusals import LONGEST_BODY
from site_pages import open_site

EXAMPLE = "aguascalientes-japanese-investment-2024"


# ── the protocol's own client ──


@pytest.mark.parametrize(("mode", "spoken"), [("auto", VERSION), (VERSION, VERSION), ("legacy", VERSIONS[0])])
async def test_a_fact_is_found_proved_cited_and_asked_for_by_the_protocol_s_own_client(
    site: str, mode: str, spoken: str
) -> None:
    async with Client(f"{site}/mcp", mode=mode) as client:
        assert client.protocol_version == spoken
        assert [tool.name for tool in (await client.list_tools()).tools] == [
            "find_facts", "prove_fact", "cite_fact", "ask_in_sql",
        ]  # fmt: skip
        found = (await client.call_tool("find_facts", {"query": "investment Aguascalientes 2024"})).structured_content
        assert found
        assert EXAMPLE in [fact["id"] for fact in found["facts"]]
        proof = (await client.call_tool("prove_fact", {"id": EXAMPLE})).structured_content
        assert proof
        assert {"field": "value", "value": 411000000.0, "known": "read", "passages": [1]} in proof["values"]
        assert "$411 million USD" in proof["passages"][0]["quote"]
        cited = await client.call_tool("cite_fact", {"id": EXAMPLE, "format": "ris"})
        assert cited.content[0].text.startswith("TY  - NEWS")  # type: ignore[union-attr]
        answer = await client.call_tool("ask_in_sql", {"sql": f"select value from figures where id = '{EXAMPLE}'"})
        assert answer.structured_content == {"columns": ["value"], "rows": [[411000000.0]], "truncated": False}


# ── over an application of this process ──


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_citable(tmp_path_factory.mktemp("mcp") / "factbook.db")
    add_figures(path, 1500)
    return path


@pytest.fixture
async def http(small: Path) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(open_site(small).app())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


def message(method: str, id: int | None = 1, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", **({"id": id} if id is not None else {}), "method": method, "params": params}


async def post(http: httpx.AsyncClient, asked: Any, status: int = 200, **headers: str) -> Any:
    answer = await http.post("/mcp", json=asked, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json() if answer.content else None


async def call(http: httpx.AsyncClient, tool: str, **given: Any) -> tuple[str, bool]:
    result = (await post(http, message("tools/call", name=tool, arguments=given)))["result"]
    return result["content"][0]["text"], result["isError"]


async def test_it_says_who_it_is_in_the_revision_that_is_asked_for_or_its_newest(http: httpx.AsyncClient) -> None:
    for asked, spoken in ((VERSIONS[1], VERSIONS[1]), ("1999-01-01", VERSIONS[0])):
        result = (await post(http, message("initialize", protocolVersion=asked)))["result"]
        assert (result["protocolVersion"], result["serverInfo"]["version"]) == (spoken, "0.1.0")
        assert "never fill it in" in result["instructions"]


async def test_nothing_is_kept_between_two_messages(http: httpx.AsyncClient) -> None:
    assert (await post(http, message("ping")))["result"] == {}
    assert (await post(http, message("tools/list")))["result"]["tools"]
    assert await post(http, message("notifications/initialized", None), 202) is None


async def test_a_batch_is_answered_in_its_order_up_to_a_bound(http: httpx.AsyncClient) -> None:
    answers = await post(http, [message("ping", 7), message("notifications/x", None), message("nothing", 8)])
    assert [(each["id"], each.get("error", {}).get("code")) for each in answers] == [(7, None), (8, -32601)]
    for many in ([], [message("ping")] * (MOST_MESSAGES + 1)):
        assert (await post(http, many))["error"]["code"] == -32600


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (3, -32600), ({"id": 1}, -32600), ({"jsonrpc": "2.0", "id": 1}, -32600),
        *(({"jsonrpc": "2.0", "id": id, "method": "ping"}, -32600) for id in ([], None, True, 1.5)),
        (message("tools/call", name="drop"), -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": [1]}, -32600),
        (message("resources/list"), -32601),
    ],
)  # fmt: skip
async def test_what_is_no_request_is_told_so(http: httpx.AsyncClient, asked: Any, code: int) -> None:
    assert (await post(http, asked))["error"]["code"] == code


async def test_a_body_that_is_no_json_is_told_so(http: httpx.AsyncClient) -> None:
    half = b'{"jsonrpc": "2.0", "id": "\\ud800", "method": "ping"}'
    for body in (b"{", b"\xff", b"[" * 30_000, half):
        answer = await http.post("/mcp", content=body, headers={"content-type": "application/json"})
        assert answer.json()["error"]["code"] == -32700


@pytest.mark.parametrize(
    "given",
    [
        {}, {"query": ""}, {"query": 3}, {"query": "x" * 301}, {"query": "x", "limit": 0},
        {"query": "x", "limit": True}, {"query": "x", "kind": "facts"}, {"query": "x", "more": 1},
    ],
)  # fmt: skip
async def test_arguments_are_held_to_what_is_declared(http: httpx.AsyncClient, given: dict[str, Any]) -> None:
    text, is_error = await call(http, "find_facts", **given)
    assert is_error
    assert "inputSchema" in text


async def test_an_id_that_is_no_record_s_is_told_so(http: httpx.AsyncClient) -> None:
    for tool in ("prove_fact", "cite_fact"):
        assert await call(http, tool, id="nobody") == ("No record has the id nobody.", True)


async def test_an_article_is_cited_too(http: httpx.AsyncClient) -> None:
    text, is_error = await call(http, "cite_fact", id="printed", format="csljson")
    assert not is_error
    assert json.loads(text)[0]["author"] == [{"family": "Vázquez", "given": "Karina"}]


# ── bounds ──


@pytest.mark.parametrize(
    "sql", ["delete from facts", "select 1; select 2", "pragma user_version", "attach 'x' as y", "x"]
)
async def test_sql_that_the_site_refuses_is_refused_here(http: httpx.AsyncClient, sql: str) -> None:
    assert (await call(http, "ask_in_sql", sql=sql))[1]


async def test_sql_has_the_time_that_it_has_on_the_site(http: httpx.AsyncClient) -> None:
    text, is_error = await call(http, "ask_in_sql", sql="select count(*) from facts a, facts b, facts c, facts d")
    assert is_error
    assert "[" not in text


async def test_an_answer_is_no_longer_than_its_bound(http: httpx.AsyncClient) -> None:
    text, is_error = await call(
        http,
        "ask_in_sql",
        sql="select id, label, kind, checked, hex(randomblob(60)) from facts",
    )
    assert (is_error, f"{LONGEST_ANSWER} bytes" in text) == (True, True)


async def test_a_body_beyond_its_bound_and_one_without_a_length_are_not_read(http: httpx.AsyncClient) -> None:
    headers = {"content-type": "application/json"}
    assert (await http.post("/mcp", content=b" " * (LONGEST_BODY + 1), headers=headers)).status_code == 413

    async def parts() -> AsyncIterator[bytes]:
        yield b"{}"

    assert (await http.post("/mcp", content=parts(), headers=headers)).status_code == 411


async def test_a_page_of_another_site_is_not_answered(http: httpx.AsyncClient) -> None:
    for origin in ("https://elsewhere.example", "null", "http://localhost:99", "https://localhost"):
        await post(http, message("ping"), 403, Origin=origin)
    await post(http, message("ping"), Origin="http://localhost")


async def test_who_comes_with_a_cookie_needs_no_token_for_it(http: httpx.AsyncClient) -> None:
    answer = await http.post("/mcp", json=message("ping"), headers={"cookie": "ds_csrftoken=anything; ds_actor=me"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (200, False)


async def test_only_json_of_a_protocol_that_is_spoken_is_read(http: httpx.AsyncClient) -> None:
    assert (await http.post("/mcp", content=b"{}", headers={"content-type": "text/plain"})).status_code == 415
    refused = await post(http, message("ping"), 400, **{"MCP-Protocol-Version": "1999-01-01"})
    assert refused["error"]["data"] == {"supported": [VERSION, *VERSIONS], "requested": "1999-01-01"}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_nothing_but_post_is_taken_here_and_no_post_elsewhere(http: httpx.AsyncClient, method: str) -> None:
    refused = await http.request(method, "/mcp")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST, OPTIONS")
    assert "POST" in refused.text or "read-only" in refused.text
    for path in ("/", "/factbook", "/factbook/figures", "/mcp/", "/mcpx"):
        assert (await http.post(path, json={})).status_code in (404, 405)


async def test_a_publisher_may_turn_it_off(small: Path) -> None:
    site: Datasette = open_site(small, metadata={"title": "Quiet", "switched_off": ["mcp"]})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site.app()), base_url="http://localhost") as http:
        assert (await http.post("/mcp", json=message("ping"))).status_code in (404, 405)


# ── the revision without a handshake ──

NOW = {"MCP-Protocol-Version": VERSION}


def request_now(method: str, **params: Any) -> dict[str, Any]:
    of = "io.modelcontextprotocol"
    return message(method, _meta={f"{of}/protocolVersion": VERSION, f"{of}/clientCapabilities": {}}, **params)


async def test_an_answer_is_complete_and_says_whose_it_is_and_how_long_it_may_be_kept(http: httpx.AsyncClient) -> None:
    for method, key in (("server/discover", "supportedVersions"), ("tools/list", "tools")):
        result = (await post(http, request_now(method), **NOW, **{"Mcp-Method": method}))["result"]
        assert result["resultType"] == "complete"
        assert result["_meta"]["io.modelcontextprotocol/serverInfo"]["version"] == "0.1.0"
        assert (result["ttlMs"] > 0, result["cacheScope"], bool(result[key])) == (True, "public", True)


@pytest.mark.parametrize(
    ("asked", "headers", "status", "code"),
    [
        (message("tools/list"), {"Mcp-Method": "tools/list"}, 400, -32602),
        (request_now("tools/list"), {"Mcp-Method": "tools/call"}, 400, -32020),
        (request_now("tools/list"), {}, 400, -32020),
        (request_now("tools/call", name="find_facts"), {"Mcp-Method": "tools/call", "Mcp-Name": "x"}, 400, -32020),
        (request_now("tools/call", name="x"), {"Mcp-Method": "tools/call", "Mcp-Name": "x"}, 400, -32602),
        (request_now("initialize"), {"Mcp-Method": "initialize"}, 404, -32601),
        ([request_now("tools/list")], {"Mcp-Method": "tools/list"}, 400, -32600),
    ],
)
async def test_a_request_that_contradicts_itself_is_refused(
    http: httpx.AsyncClient, asked: Any, headers: dict[str, str], status: int, code: int
) -> None:
    assert (await post(http, asked, status, **NOW, **headers))["error"]["code"] == code


async def test_a_notification_needs_no_answer(http: httpx.AsyncClient) -> None:
    assert await post(http, message("notifications/cancelled", id=None), 202, **NOW) is None
