"""An answer that takes too long: 503 with a sentence while nothing of it is sent, never 500."""

from __future__ import annotations

from factbook.site.pages.errors import failure_of
from factbook.site.serving.asgi import Message, Receive, Scope, Send
from factbook.site.serving.error_pages import with_error_pages
from factbook.site.serving.recorder import Cache, CutShortError, Recorder


async def _rows(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]})
    await send({"type": "http.response.body", "body": b"a,b\r\n", "more_body": True})
    raise CutShortError("rows that are sorted took too long")


async def _held(scope: Scope, receive: Receive, send: Send) -> None:
    await _rows(scope, receive, Recorder(send, Cache(1_000_000), b'"a"', False, False))


def test_rows_that_are_cut_short_are_a_page_that_took_too_long() -> None:
    failed = failure_of(CutShortError("too long"))
    assert failed.status == 503
    assert "took too long" in failed.message


async def test_what_is_cut_short_before_anything_is_sent_is_answered_503() -> None:
    said: list[tuple[int, str]] = []

    class Response:
        """Sends nothing."""

        def __init__(self) -> None:
            self.headers = dict[str, str]()

        async def asgi_send(self, send: Send) -> None:
            """Nothing."""

    async def dress(_scope: Scope, status: int, why: str) -> Response:
        said.append((status, why))
        return Response()

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(_message: Message) -> None:
        raise AssertionError("nothing is to be sent but the error page")

    await with_error_pages(_held, dress)({"type": "http", "path": "/factbook/x.csv"}, receive, send)
    assert [status for status, _ in said] == [503]
