"""Where the site stands: configured, or the reader's own machine; never what a stranger's Host says."""

from __future__ import annotations

from pathlib import Path

import pytest

from asked import answer_of
from example_projects import run
from factbook.site.serving.asgi import Application, Receive, Scope, Send, header, send_response
from factbook.site.serving.trusted_host import Origin, configured_origin, read_origin, with_trusted_host
from release_projects import compiled, lay_out
from site_pages import open_site

PUBLIC = Origin("https", "facts.example")


async def told(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that says where it believes to stand."""
    await send_response(send, 200, [], f"{scope['scheme']}://".encode() + header(scope["headers"], b"host"))


async def stands(app: Application, host: str, server: tuple[str, int | None] | None = ("10.0.0.7", 8001)) -> str:
    """Where the application believes to stand when it is asked with this Host, over a socket of `server`."""
    sent: list[bytes] = []

    async def send(message: Scope) -> None:
        sent.append(message.get("body", b""))

    async def receive() -> Scope:
        return {"type": "http.request"}

    scope = {"type": "http", "scheme": "http", "server": server, "headers": [(b"host", host.encode("latin-1"))]}
    await app(scope, receive, send)
    return b"".join(sent).decode("latin-1")


@pytest.mark.parametrize("host", ["evil.example", "localhost:8001", "facts.example", ""])
async def test_what_is_configured_stands_in_place_of_any_host(host: str) -> None:
    assert await stands(with_trusted_host(told, PUBLIC, "https://other.example"), host) == "https://facts.example"


@pytest.mark.parametrize("host", ["localhost", "LocalHost:8001", "127.0.0.1:9000", "127.8.9.1", "[::1]:8001"])
async def test_the_readers_own_machine_is_believed_without_a_configured_address(host: str) -> None:
    assert await stands(with_trusted_host(told, None), host) == f"http://{host.lower()}"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost@evil.example", "localhost:80:80", "127.0.0.1.evil.example",
     "[::1].evil.example", "localhost\n", "localhost:", "l\xf6calhost", "\x00"],
)  # fmt: skip
async def test_any_other_host_gives_way_to_the_published_address_or_the_socket(host: str) -> None:
    assert await stands(with_trusted_host(told, None, "https://facts.example/below/"), host) == "https://facts.example"
    assert await stands(with_trusted_host(told, None), host) == "http://10.0.0.7:8001"
    assert await stands(with_trusted_host(told, None), host, ("fe80::1", 80)) == "http://[fe80::1]:80"
    assert await stands(with_trusted_host(told, None), host, ("site.sock", None)) == "http://site.sock"
    assert await stands(with_trusted_host(told, None), host, None) == "http://localhost"


@pytest.mark.parametrize(
    "url",
    ["facts.example", "ftp://facts.example", "https://", "https://a b", "https://user@facts.example", "javascript:x",
     "https://facts.example/below", "https://facts.example?x=1", "https://[::1", "https://facts.example:x"],
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match=r"such as https://facts\.example|base_url in settings\.json"):
        read_origin(url)


def test_an_address_is_read_from_the_environment() -> None:
    assert configured_origin({"FACTBOOK_URL": " https://Facts.Example/ "}) == PUBLIC
    assert configured_origin({"FACTBOOK_URL": "http://127.0.0.1:8001"}) == Origin("http", "127.0.0.1:8001")
    assert configured_origin({"FACTBOOK_URL": ""}) is None
    assert configured_origin({}) is None


def test_serve_refuses_a_wrong_address_before_it_does_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTBOOK_URL", "facts.example")
    done = run(lay_out(tmp_path), "serve", "--port", "0")
    assert done.status == 2
    assert done.output.startswith("error: FACTBOOK_URL: 'facts.example' is not the address of a site")
    assert not (tmp_path / "factbook.db").exists()


async def test_links_of_the_site_begin_with_the_configured_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTBOOK_URL", "https://facts.example")
    site = open_site(compiled(lay_out(tmp_path)))
    for path in ("/factbook/figures.json?_size=1", "/sitemap.xml", "/feeds/figures.atom", "/factbook/figures.bib"):
        answer = await site.client.get(path, headers={"host": "evil.example"})
        assert "https://facts.example/" in answer.text, path
        assert "evil" not in answer.text


def test_the_served_site_does_not_believe_a_forged_host(site: str) -> None:
    answer = answer_of(f"{site}/factbook/figures.json?_size=1", Host="evil.example")
    assert answer.json()["next_url"].startswith(site)


@pytest.mark.parametrize("host", ["localhost:6666", "127.0.0.1", "127.999.999.999", "evil.example"])
async def test_an_address_in_the_metadata_wins_over_any_host(host: str) -> None:
    assert await stands(with_trusted_host(told, None, "https://facts.example"), host) == "https://facts.example"
