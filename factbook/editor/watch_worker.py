"""One build of a watched site, in a process of its own: build, open the site over what was built, serve it.

It sends one BuildResult, receives a Status whenever its pages are to show another, and ends when it receives that of
another build, or None. In a process of its own, nothing of the last build is left: neither facts nor templates.
It never ends another process.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

import uvicorn
from datasette.app import Datasette
from jinja2 import FileSystemBytecodeCache, TemplateSyntaxError

from factbook.compile.pipeline import preview
from factbook.editor.schemas import refresh_schemas
from factbook.editor.watch_pages import LiveReload, Status
from factbook.problems import FactbookError, FactsRefused, Problem, ProjectError
from factbook.project import Project
from factbook.site.server import open_site

# How many of the last steps that led to an unforeseen error are shown.
_FRAMES = -3
# Seconds in which requests that have reached a worker that ends are answered by it.
_LINGER = 0.5


@dataclass(frozen=True)
class BuildRequest:
    """What is to be built: `folder` is the worker's own; `is_first` says that nothing is served yet."""

    root: Path
    archive: Path | None
    folder: Path
    number: int
    is_first: bool


@dataclass(frozen=True)
class BuildResult:
    """What became of a build: problems or an error that keep it from being good, and a note.

    `serves` says whether the worker serves now: the site, or where nothing was served yet, what is wrong.
    """

    serves: bool = False
    problems: tuple[Problem, ...] = ()
    error: str = ""
    note: str = ""


WorkerPipe: TypeAlias = "Connection[BuildResult, Status | None]"


def work(request: BuildRequest, listener: socket.socket, pipe: WorkerPipe) -> None:
    """Build the site and serve it until it is to end; where it is not good, only say so."""
    # Ctrl-C is for the process that watches, which ends this one in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(_run(request, listener, pipe))


async def _run(request: BuildRequest, listener: socket.socket, pipe: WorkerPipe) -> None:
    site, result = await _build(request)
    if site or request.is_first:
        await _Server(request, site, pipe, replace(result, serves=True)).serve(sockets=[listener])
    else:
        pipe.send(result)


async def _build(request: BuildRequest) -> tuple[Datasette | None, BuildResult]:
    try:
        site, note = await _site(request)
    except FactsRefused as refused:
        return None, BuildResult(problems=tuple(refused.problems))
    except Exception as error:  # Whatever a plugin or a template raises is shown, and the last good site stays.
        return None, BuildResult(error=_in_words(error))
    return site, BuildResult(note=note)


def _in_words(error: Exception) -> str:
    """What is wrong, in a line or two where its kind says it well, else with the way that led there."""
    if isinstance(error, FactbookError):
        return str(error)
    if isinstance(error, TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}: {error.message}"
    return "".join(traceback.format_exception(error, limit=_FRAMES))


# ── the site ──


async def _site(request: BuildRequest) -> tuple[Datasette, str]:
    """The site over what the files are now; and a note."""
    project, database = Project(request.root, request.archive), request.folder / "factbook.db"
    database.parent.mkdir()
    built = preview(project, database)
    site = open_site(project.root, database)
    await _check_site(site, request.folder.parent)
    # Its own copy is what this worker serves: the next one may put another file in that place.
    temporary = project.database.with_name(f"{project.database.name}.{request.number}.tmp")
    shutil.copyfile(database, temporary)
    temporary.replace(project.database)
    refresh_schemas(project)
    return site, "a lock is not current: `build.py verify` writes it" if built.lock_is_stale else ""


async def _check_site(site: Datasette, folder: Path) -> None:
    """Compile all templates as they are now, and ask for a page; the folder holds what is compiled."""
    await site.invoke_startup()
    site.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    for name in site.jinja_env.list_templates(extensions=["html"]):
        site.jinja_env.get_template(name)
    response = await site.client.get(site.urls.instance())
    if response.status_code != 200:
        raise ProjectError(f"the front page answers {response.status_code}: the terminal says why")


# ── serving ──


class _Server(uvicorn.Server):
    """uvicorn over the site, or over the page of problems where there is none; it ends by the pipe."""

    def __init__(
        self,
        request: BuildRequest,
        site: Datasette | None,
        pipe: WorkerPipe,
        result: BuildResult,
    ) -> None:
        base = site.setting("base_url") if site else "/"
        self._app = LiveReload(site.client.app if site else None, base, request.number)
        self._pipe, self._result, self._number = pipe, result, request.number
        config = uvicorn.Config(self._app, log_level="warning", lifespan="auto" if site else "off")
        # By the parser whose connections end as this loop expects, not the quicker one that readers are served by.
        config.http, config.loop, config.timeout_graceful_shutdown = "h11", "asyncio", 5
        super().__init__(config)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so, and from then on take what comes through the pipe."""
        await super().startup(sockets)
        asyncio.get_running_loop().add_reader(self._pipe.fileno(), self._receive)
        # A watching process that is gone needs no report.
        with suppress(BrokenPipeError):
            self._pipe.send(self._result)

    def _receive(self) -> None:
        try:
            status = self._pipe.recv()
        except EOFError:  # the watching process is gone
            status = None
        if status and status.build == self._number:
            self._app.show(status)
        else:
            asyncio.get_running_loop().remove_reader(self._pipe.fileno())
            self._ending = asyncio.create_task(self._end(status))

    async def _end(self, status: Status | None) -> None:
        # Not by closing the server: asyncio would reset a connection that it has just accepted.
        for accepting in (accepting for server in self.servers for accepting in server.sockets):
            asyncio.get_running_loop().remove_reader(accepting.fileno())
        self._pipe.close()
        self._app.end(status)
        await asyncio.sleep(_LINGER)
        self.should_exit = True
