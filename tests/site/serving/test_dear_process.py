"""Dear requests are answered by a process of their own: the answer is the same, and it comes and goes with the site."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from factbook.site.serving.dear_process import NICE
from this_project import ROOT

# A process of its own, since it is forked: in that of the tests there are other threads.
SCRIPT = """
import asyncio, json, os, signal, sys
from pathlib import Path
from datasette.database import QueryInterrupted
from factbook.locale import language, speaking
from factbook.site.serving import executor
from factbook.site.serving.asgi import send_response
from factbook.site.serving.dear_process import DearProcess

ROOT = Path.cwd()
PIECES = 40

async def app(scope, receive, send):
    if scope["path"] == "/wrong":
        raise QueryInterrupted(None, "", {})
    if scope["path"] == "/slow":
        executor._TIMEOUTS.get().append(QueryInterrupted(None, "", {}))
    if scope["path"] == "/killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if scope["path"] == "/long":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(PIECES):
            await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        return
    body = (await receive())["body"].decode()
    said = {"pid": os.getpid(), "nice": os.nice(0), "language": language(), "body": body,
            "raw": scope["raw_path"].decode("latin-1"),
            "headers": [[name.decode("latin-1"), value.decode("latin-1")] for name, value in scope["headers"]]}
    await send_response(send, 200, [(b"x-a", b"\\xe9")], json.dumps(said).encode())

async def ask(asked, path, query="", method="GET", body=b""):
    messages = []
    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}
    async def send(message):
        messages.append(message)
    headers = [(b"host", b"here"), (b"x-b", b"\\xff")]
    scope = {"type": "http", "path": path, "raw_path": path.encode(), "method": method, "query_string": query.encode(),
             "headers": headers, "server": ("127.0.0.1", 8001)}
    await asked(scope, receive, send)
    whole = b"".join(message.get("body", b"") for message in messages[1:])
    return {"status": messages[0]["status"], "headers": [h[1].decode("latin-1") for h in messages[0]["headers"]],
            "length": len(whole), "said": json.loads(whole) if whole[:1] == b"{" else whole[:99].decode()}

async def asked(dear):
    found = {"pid": os.getpid()}
    found["plain"] = await ask(dear, "/")
    found["dear"] = await ask(dear, "/search", "q=jica")
    found["quick"] = await ask(dear, "/quick", "q=jica")
    found["posted"] = await ask(dear, "/mcp", method="POST", body=b"\\x00 a body")
    with speaking("es", ROOT):
        found["spanish"] = await ask(dear, "/search", "q=jica")
        found["wrong"] = await ask(dear, "/wrong", "q=jica")
    found["long"] = await ask(dear, "/long", "q=jica")
    with executor.recording_timeouts() as timeouts:
        await ask(dear, "/slow", "q=jica")
    found["timeouts"] = len(timeouts)
    try:
        await ask(dear, "/killed", "q=jica")
    except Exception as error:
        found["killed"] = type(error).__name__
    found["again"] = await ask(dear, "/search", "q=jica")
    return found

process = DearProcess()
dear = process.before(app, lambda scope: scope["path"] == "/quick")
with process.running(ROOT, "en"):
    print(json.dumps(asyncio.run(asked(dear))))
"""


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, object]]:
    """What an application answers behind the process, by what was asked."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    read: dict[str, dict[str, object]] = json.loads(done.stdout)
    return read


def said(found: dict[str, dict[str, object]], name: str) -> dict[str, object]:
    answer = found[name]["said"]
    assert isinstance(answer, dict)
    return answer


def test_a_dear_request_is_answered_by_another_process_and_no_other_is(found: dict[str, dict[str, object]]) -> None:
    assert said(found, "plain")["pid"] == found["pid"] != said(found, "dear")["pid"]
    assert said(found, "quick")["pid"] == found["pid"]


def test_the_other_process_gives_way(found: dict[str, dict[str, object]]) -> None:
    dear, plain = (int(str(said(found, name)["nice"])) for name in ("dear", "plain"))
    # Nobody gives way more than by 19.
    assert dear == min(plain + NICE, 19)


def test_the_other_process_is_told_address_headers_body_and_language(found: dict[str, dict[str, object]]) -> None:
    plain, dear = said(found, "plain"), said(found, "dear")
    assert dear["headers"] == plain["headers"] == [["host", "here"], ["x-b", "ÿ"]]
    assert dear["raw"] == "/search"
    assert found["dear"]["headers"] == found["plain"]["headers"]
    assert said(found, "posted")["body"] == "\0 a body"
    assert [said(found, name)["language"] for name in ("dear", "spanish")] == ["en", "es"]


def test_a_long_answer_comes_whole(found: dict[str, dict[str, object]]) -> None:
    assert found["long"]["length"] == 4_000_000


def test_what_fails_there_is_refused_in_the_reader_s_language(found: dict[str, dict[str, object]]) -> None:
    assert found["wrong"]["status"] == 400
    assert "consulta" in str(found["wrong"]["said"])


def test_what_was_interrupted_there_is_known_here(found: dict[str, dict[str, object]]) -> None:
    assert found["timeouts"] == 1


def test_a_process_that_was_killed_is_cut_short_and_another_takes_its_place(
    found: dict[str, dict[str, object]],
) -> None:
    assert str(found["killed"]) == "CutShortError"
    assert said(found, "again")["pid"] not in (found["pid"], said(found, "dear")["pid"])
