"""Hostile requests to the running site: none breaks it, writes, gives the machine away, or gets a bare answer."""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from hostile import FACT, HOSTS, LEAKS, LINKED, MALFORMED, METHODS, SCRIPT, Attack, attacks
from this_project import ROOT

GROUPS = attacks()


class Answer(NamedTuple):
    """What came back: status, headers by name in lower case, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "")


def read(response: http.client.HTTPResponse) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, response.read())


class Client:
    """What sends targets and headers as they stand, each request over a connection that nobody has let wait."""

    def __init__(self, site: str) -> None:
        self.host, self.port = urlsplit(site).hostname or "", urlsplit(site).port or 0

    def ask(self, attack: Attack, host: str | None = None) -> Answer:
        with closing(http.client.HTTPConnection(self.host, self.port, timeout=120)) as connection:
            connection.putrequest(attack.method, attack.target, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", f"{self.host}:{self.port}" if host is None else host)
            for name, value in attack.headers:
                connection.putheader(name, value)
            if attack.body or attack.method == "POST":
                connection.putheader("Content-Length", str(len(attack.body)))
            connection.endheaders(attack.body)
            return read(connection.getresponse())

    def send(self, data: bytes) -> Answer | None:
        """The answer to raw bytes, None where the server has closed or waits for more."""
        with socket.create_connection((self.host, self.port), timeout=120) as raw:
            try:
                raw.sendall(data)
                raw.shutdown(socket.SHUT_WR)
                response = http.client.HTTPResponse(raw)
                response.begin()
                return read(response)
            except (ConnectionError, http.client.HTTPException):
                return None


@pytest.fixture(scope="module")
def client(site: str) -> Client:
    return Client(site)


def state(project: Path) -> dict[str, tuple[str, int]]:
    """Digest and time of last change of each file of the project; the log and the compiled Python aside."""
    files = [path for path in sorted(project.rglob("*")) if path.is_file() and path.suffix not in (".log", ".pyc")]
    return {str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture(scope="module", autouse=True)
def untouched(site: str, illustrated: Path) -> Iterator[None]:
    """Fails the last test of this file where any of them has changed, added or removed a file."""
    before = state(illustrated)
    yield
    assert state(illustrated) == before
    assert not list(ROOT.glob("hostile*"))


@pytest.fixture(scope="module")
def secrets(illustrated: Path) -> list[bytes]:
    """Texts that no answer may hold."""
    machine = {
        str(illustrated),
        str(illustrated.resolve()),
        str(ROOT),
        sys.prefix,
        sys.base_prefix,
        str(Path.home()),
    } - {"/"}
    return [text.encode() for text in (*LEAKS, *machine)]


#: Addresses that programs ask, and that answer in JSON of their own whatever is wrong.
FOR_PROGRAMS = ("/mcp", "/reconcile", "/reconcile/suggest", "/reconcile/properties", "/oembed")
NO_HTTP = b"Invalid HTTP request received."
NO_METHODS = [method for method in METHODS if method == "get" or len(method) > 20]


def wrongs(attack: Attack, answer: Answer, secrets: list[bytes]) -> Iterator[str]:
    """What is wrong with an answer."""
    if (answer.status, answer.body) == (400, NO_HTTP) and attack.method in NO_METHODS:
        return  # no request: the server has not let it through to the site
    if answer.status >= 500 and answer.status != 503:  # 503: more time than a page may have
        yield f"status {answer.status}: {answer.body[:200]!r}"
    said = answer.body + repr(answer.headers).encode()
    yield from (f"tells {secret!r}" for secret in secrets if secret in said)
    if {"set-cookie", "x-injected"} & answer.headers.keys():
        yield f"sets {answer.headers}"
    if answer.headers.get("x-content-type-options") != "nosniff":
        yield "has no security headers"
    if not re.match(r"/(?![/\\])", answer.headers.get("location", "/")):
        yield f"leads to {answer.headers['location']}"
    if "html" in answer.kind and SCRIPT.encode() in answer.body:
        yield "holds a script of the asker's"
    if answer.status >= 400 and attack.method != "HEAD":
        yield from undressed(attack, answer)


def undressed(attack: Attack, answer: Answer) -> Iterator[str]:
    """Whether a refusal is not in the site's design, or not JSON where that was asked for."""
    path = attack.target.partition("?")[0]
    if path in FOR_PROGRAMS:
        if "json" not in answer.kind or not json.loads(answer.body):
            yield f"{answer.status} is no JSON: {answer.kind} {answer.body[:100]!r}"
    elif path.endswith(".json") or ("Accept", "application/json") in attack.headers:
        if "json" not in answer.kind or json.loads(answer.body)["ok"] is not False:
            yield f"{answer.status} is no JSON: {answer.kind} {answer.body[:100]!r}"
    elif "html" not in answer.kind or b"/static/site.css" not in answer.body:
        yield f"{answer.status} is not in the site's design: {answer.kind} {answer.body[:100]!r}"


def test_there_are_more_than_five_hundred() -> None:
    assert len({attack for group in GROUPS.values() for attack in group}) + len(MALFORMED) + len(HOSTS) > 500


@pytest.mark.parametrize("group", GROUPS)
def test_hostile_requests_are_answered_well(client: Client, secrets: list[bytes], group: str) -> None:
    wrong = {
        f"{attack.method} {attack.target[:150]} {attack.headers}": found
        for attack in GROUPS[group]
        if (found := list(wrongs(attack, client.ask(attack), secrets)))
    }
    assert not wrong, "\n".join(f"{asked}: {found}" for asked, found in wrong.items())


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host[:30] or "empty")
def test_a_forged_host_is_in_no_link(client: Client, secrets: list[bytes], host: str) -> None:
    for target in LINKED:
        answer = client.ask(Attack(target), host)
        assert answer.status < 500
        assert not [secret for secret in secrets if secret in answer.body]
        if host:
            assert host.encode() not in answer.body + repr(answer.headers).encode(), target
            assert b"evil" not in answer.body, target


def test_what_is_no_http_is_refused_or_closed_upon(client: Client, secrets: list[bytes]) -> None:
    for data in MALFORMED:
        answer = client.send(data)
        if answer:
            assert answer.status < 500, data[:100]
            assert not [secret for secret in (*secrets, b"evil.example") if secret in answer.body], data[:100]


def test_after_all_that_pages_are_as_before(client: Client) -> None:
    answer = client.ask(Attack(FACT))
    assert answer.status == 200
    assert b"Aguascalientes" in answer.body


# ── what a browser is allowed, and Datasette's own pages ──


@pytest.mark.parametrize(
    "path",
    ["/", "/factbook", "/factbook/figures", "/factbook?sql=select+1", FACT, "/charts", "/-/versions", "/search?q=a"],
)
def test_no_page_has_a_script_within_it_nor_may_have(client: Client, path: str) -> None:
    """But for data: JSON is no script."""
    answer = client.ask(Attack(path))
    scripts = re.findall(rb"<script(?![^>]*(?: src=|type=\"application/))", answer.body)
    assert not scripts + re.findall(rb"<[^>]+\son\w+=", answer.body)
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy.replace("style-src 'self' 'unsafe-inline'", "")


@pytest.mark.parametrize(
    "page", ["threads", "databases", "plugins", "actor", "config", "permissions", "messages", "patterns"]
)
def test_pages_about_the_machine_are_not_there(client: Client, page: str) -> None:
    assert client.ask(Attack(f"/-/{page}")).status == 404
    answer = client.ask(Attack(f"/-/{page}.json"))
    assert (answer.status, json.loads(answer.body)["ok"]) == (404, False)


@pytest.mark.parametrize("page", ["versions", "settings", "metadata"])
def test_pages_that_help_readers_stay_and_tell_nothing_of_the_machine(
    client: Client, secrets: list[bytes], page: str
) -> None:
    for ending in ("", ".json"):
        answer = client.ask(Attack(f"/-/{page}{ending}"))
        assert answer.status == 200
        assert not [secret for secret in secrets if secret in answer.body]
