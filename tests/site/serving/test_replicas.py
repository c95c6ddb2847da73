"""Two copies of the real site behind a real nginx, configured by deploy/nginx.conf: one site, whoever answers."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from asked import answer_of
from copies import ADDRESS, PUBLIC, configuration, front, image_of, nginx_command, nginx_program, serving
from this_project import held_ports

RECORD = "/factbook/figures/aguascalientes-japanese-investment-2024"
PAGES = [
    "/", "/about", "/search?q=jica", "/timeline", "/charts", "/dictionary", "/factbook", "/factbook/figures",
    "/factbook/figures?_facet=unit", "/factbook/timeline", "/factbook/figures.json?_size=5", "/factbook/figures.csv",
    RECORD, f"{RECORD}.json", f"{RECORD}.bib", f"{RECORD}.ris", f"{RECORD}.csljson", f"{RECORD}.wiki",
    "/feeds/all.atom", "/feeds/meetings.ics", "/sitemap.xml", "/robots.txt",
]  # fmt: skip
CODINGS = ("identity", "gzip")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
#: What a reader may send so that the answer would be another, if anything of it counted.
ODD_HEADERS = [
    ("Accept", "*/*, application/json"), ("Accept", "foo, application/json"), ("Accept", ",application/json"),
    ("Accept", "text/html;q=0.1, application/json"), ("Accept", "*/*;q=0.1,text/csv"),
    ("Accept", "application/json;q=0"),
    ("Accept-Encoding", "gzip;q=0.0"), ("Accept-Encoding", "gzip ; q=0"), ("Accept-Encoding", "xgzip"),
    ("Accept-Encoding", "br, *;q=1"), ("Accept-Encoding", "GZIP"), ("Accept-Encoding", "identity;q=0"),
    ("Accept-Language", "ja"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "evil"),
    ("X-Forwarded-Prefix", "/evil"), ("Forwarded", "host=evil.example;proto=evil"), ("X-Original-URL", "/evil"),
    ("X-Rewrite-URL", "/evil"), ("Range", "bytes=0-5"), ("Range", "bytes=9999999-"), ("If-None-Match", "*"),
    ("If-Modified-Since", "Mon, 01 Jan 2300 00:00:00 GMT"), ("If-Match", '"evil"'), ("Cookie", "lang=ja; ds_actor=x"),
    ("Authorization", "Bearer evil"), ("Origin", "http://evil.example"), ("X-HTTP-Method-Override", "POST"),
    ("Host", "evil.example"), ("Referer", "http://evil.example"), ("User-Agent", "evil"),
]  # fmt: skip


class Replicas(NamedTuple):
    """Addresses of the two copies and of the nginx before them; the copies' processes, and what starts one anew."""

    copies: list[str]
    front: str
    processes: list[subprocess.Popen[bytes]]
    start: Callable[[int], None]


@pytest.fixture(scope="module")
def replicas(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    nginx_program()
    image = image_of(project, database, tmp_path_factory.mktemp("image"))
    folders = [shutil.copytree(image, tmp_path_factory.mktemp("replica") / "site") for _ in range(2)]
    with ExitStack() as stack:
        ports = stack.enter_context(held_ports(3))
        urls = [f"http://127.0.0.1:{port}" for port in ports]

        def started(number: int) -> subprocess.Popen[bytes]:
            return stack.enter_context(serving(folders[number], ports[number]))

        def start(number: int) -> None:
            processes[number] = started(number)

        processes = [started(number) for number in range(2)]
        stack.enter_context(front(tmp_path_factory.mktemp("nginx"), ports))
        yield Replicas(urls[:2], urls[2], processes, start)


def ask(url: str, coding: str = "identity", **headers: str) -> httpx.Response:
    return answer_of(url, **{"Accept-Encoding": coding} | headers)


def cached(answer: httpx.Response) -> str:
    return str(answer.headers.get("x-cache", ""))


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("path", PAGES)
def test_both_copies_and_nginx_answer_the_same_bytes_and_the_same_validator(
    replicas: Replicas, path: str, coding: str
) -> None:
    made = [ask(url + path, coding) for url in (*replicas.copies, replicas.front, replicas.front)]
    assert [answer.status_code for answer in made] == [200] * 4, made[0].text[:500]
    assert len({answer.content for answer in made}) == 1
    assert made[0].headers["etag"]
    for name in ("etag", "cache-control", "content-type", "content-encoding", "vary"):
        assert len({answer.headers.get(name) for answer in made}) == 1, name
    assert cached(made[3]) == "HIT"


@pytest.mark.parametrize("path", PAGES)
def test_a_reader_who_has_the_page_from_either_copy_is_answered_304_through_nginx(
    replicas: Replicas, path: str
) -> None:
    for url in replicas.copies:
        tag = ask(url + path).headers["etag"]
        again = ask(replicas.front + path, **{"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_an_error_is_the_same_and_kept_by_nobody(replicas: Replicas) -> None:
    answers = [ask(url + "/no-such-page") for url in (*replicas.copies, replicas.front, replicas.front)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert cached(answers[3]) != "HIT"


def test_links_begin_with_the_public_address_whatever_host_is_asked(replicas: Replicas) -> None:
    answers = [ask(url + RECORD + ".bib", Host="elsewhere.example") for url in (*replicas.copies, replicas.front)]
    assert all(PUBLIC + RECORD in answer.text and "elsewhere" not in answer.text for answer in answers)


@pytest.mark.parametrize("host", ["localhost:6666", "evil.example", "127.999.999.999"])
def test_a_forged_host_reaches_no_link_and_nobody_after(replicas: Replicas, host: str) -> None:
    for path in ("/", "/robots.txt", f"{RECORD}.cite", "/feeds/all.atom", "/factbook/figures.json?_size=1"):
        new = f"{replicas.front}{path}{'&' if '?' in path else '?'}forged={host}"
        for answer in (ask(new, Host=host), ask(new)):
            assert host not in (answer.text + repr(answer.headers)).replace(f"forged={host}", "").replace(
                f"forged={host.replace(':', '%3A')}", ""
            )


@pytest.mark.parametrize(
    "path", ["/", RECORD, "/factbook/figures.json?_size=1", "/nosuch", "/factbook?sql=selec", "/oembed"]
)
def test_nothing_that_one_reader_sends_is_shown_to_the_next(replicas: Replicas, path: str) -> None:
    def new() -> str:
        return f"{replicas.front}{path}{'&' if '?' in path else '?'}number={next(numbers)}"

    def shape(answer: httpx.Response) -> tuple[object, ...]:
        told = answer.text + repr(answer.headers)
        names = ("content-type", "content-encoding", "content-range", "location")
        return (answer.status_code, "evil" in told, *(answer.headers.get(name) for name in names))

    numbers = count()
    as_it_is = shape(ask(new(), Accept=BROWSER))
    for name, value in ODD_HEADERS:
        address = new()
        ask(address, **{name: value})
        answer = ask(address, Accept=BROWSER)
        assert shape(answer) == as_it_is, (name, value, cached(answer))


@pytest.mark.parametrize("path", ["/factbook.db", "/es/factbook.db"])
def test_a_file_is_asked_after_and_taken_in_parts_through_nginx(replicas: Replicas, path: str) -> None:
    tag = ask(replicas.copies[0] + path).headers["etag"]
    again = ask(replicas.front + path, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    part = ask(replicas.front + path, Range="bytes=0-15")
    assert (part.status_code, part.content) == (206, b"SQLite format 3\0")


@pytest.mark.parametrize("path", ["/mcp", "/es/mcp", "/ja/mcp"])
def test_a_long_question_in_a_body_reaches_a_copy_in_each_language(replicas: Replicas, path: str) -> None:
    body = b" " * 20_000 + b'{"jsonrpc":"2.0","id":1,"method":"ping"}'
    answer = httpx.post(replicas.front + path, content=body, headers={"Content-Type": "application/json"}, timeout=120)
    assert (answer.status_code, answer.json()) == (200, {"jsonrpc": "2.0", "id": 1, "result": {}})
    assert httpx.post(replicas.front + path, content=body * 2, timeout=120).status_code == 413


@pytest.mark.parametrize(("written", "told"), [(None, "address.conf"), ("", "public_host")])
def test_nginx_does_not_start_without_an_address(tmp_path: Path, written: str | None, told: str) -> None:
    with held_ports(3) as ports:
        (tmp_path / "nginx.conf").write_text(configuration(ports), encoding="utf-8")
    if written is not None:
        (tmp_path / "address.conf").write_text(written, encoding="utf-8")
    command = [*nginx_command(tmp_path), "-t"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert told in refused.stderr
    (tmp_path / "address.conf").write_text(ADDRESS, encoding="utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_without_one_copy_the_site_still_answers(replicas: Replicas) -> None:
    """The addresses are new ones, so that no cache knows them."""
    before = ask(replicas.copies[0] + RECORD + "?after=0").content
    replicas.processes[0].kill()
    replicas.processes[0].wait()
    with pytest.raises(httpx.TransportError):
        ask(replicas.copies[0] + "/")
    answers = [ask(f"{replicas.front}{RECORD}?after={number}") for number in range(10)]
    replicas.start(0)
    assert [answer.status_code for answer in answers] == [200] * 10
    assert {cached(answer) for answer in answers} == {"MISS"}
    assert answers[0].content == before
