"""The pages of the release that is served, under addresses that name it: `/release/0.1.0/...` is the page `/...`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from factbook.site.pages.releases import VersionedPath, versioned
from factbook.site.serving.asgi import Application, Receive, Scope, Send

#: The version that is served, None where there is no database.
ServedVersion = Callable[[], Awaitable[str | None]]


def with_versioned_paths(app: Application, root_path: str, served: ServedVersion) -> Application:
    """The application, under the addresses of the served version too. This alone changes a path."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        asked = versioned(scope["path"].removeprefix(root_path)) if scope["type"] == "http" else None
        if asked and asked.version == await served():
            scope = _without_version(scope, root_path, asked)
        await app(scope, receive, send)

    return answer


def _without_version(scope: Scope, root_path: str, asked: VersionedPath) -> Scope:
    raw = (scope.get("raw_path") or scope["path"].encode()).decode("ascii", "replace")
    head = f"{root_path}/release/{asked.version}"
    return {**scope, "path": root_path + asked.path, "raw_path": (root_path + (raw.removeprefix(head) or "/")).encode()}
