"""No line in a log for each request, unless it is wanted: it costs more than a kept page does."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from factbook.site.serving.asgi import Application, Receive, Scope, Send

VARIABLE = "FACTBOOK_ACCESS_LOG"


def without_access_log(app: Application, environment: Mapping[str, str]) -> Application:
    """The application; once its server has set up its logs, that of requests is ended but where it is asked for."""
    if environment.get(VARIABLE):
        return app

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            # uvicorn writes to it as long as anything handles what it is told.
            log = logging.getLogger("uvicorn.access")
            log.handlers.clear()
            log.propagate = False
        await app(scope, receive, send)

    return answer
