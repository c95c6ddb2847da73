"""Refuses what no page reads, answers OPTIONS, and leaves cookies and credentials outside: nobody signs in here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any

from factbook.site.pages.errors import Failure
from factbook.site.serving.asgi import Application, Receive, Scope, Send, send_response, without
from factbook.site.serving.refusals import methods_of, refuse, unknown_parameter

NOTHING: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
#: Makes the whole response to a request that failed.
ErrorPage = Callable[[Scope, Failure], Awaitable[Any]]


def with_request_checks(
    app: Application, root_path: str, error_page: ErrorPage, queries: Mapping[str, Mapping[str, Any]] = NOTHING
) -> Application:
    """The application, behind a check of method, length and form of what is asked; `queries` are the questions."""

    def allowed(scope: Scope) -> str:
        return ", ".join(methods_of(scope, root_path))

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        is_http = scope["type"] == "http"
        refused = (refuse(scope, root_path) or unknown_parameter(scope, root_path, queries)) if is_http else None
        if refused:
            response = await error_page(scope, refused)
            response.headers |= {"Allow": allowed(scope)} if refused.status == 405 else {}
            await response.asgi_send(send)
        elif scope["type"] == "http" and scope["method"] == "OPTIONS":
            await send_response(send, 204, [(b"allow", allowed(scope).encode())])
        elif scope["type"] == "http":
            await app({**scope, "headers": without(scope["headers"], b"cookie", b"authorization")}, receive, send)
        else:
            await app(scope, receive, send)

    return answer


def without_tokens(app: Application, **_guard: object) -> Application:
    """The application without Datasette's guard against forged forms, which would make and sign a token a request.

    A forged form acts by the reader's cookie, and none gets as far as this.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "csrftoken": str}, receive, send)

    return answer
