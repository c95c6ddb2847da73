"""One generation of a watched site, in a process of its own: build, open the site over what was built, serve it.

Run by the supervisor as `python -m factbook.watch.generation`, with an `Order` as its argument. It loads what it needs,
waits for a line on standard input, and ends when that is closed. What became of it goes as one line of JSON to the file
descriptor that the order names; logs go where the supervisor's go. It never ends another process.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import pkgutil
import shutil
import socket
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.cli import serve as datasette_serve
from datasette.utils import BadMetadataError
from jinja2 import ChoiceLoader, DictLoader, FileSystemBytecodeCache, TemplateSyntaxError

import factbook.formats
import factbook.serving
import factbook.site
from factbook.editor.files import refresh_schemas
from factbook.problems import FactbookError, FactsRefused, ProjectError
from factbook.project import Project, preview
from factbook.serve import serve_arguments
from factbook.watch.order import STATUS, Order, Outcome, Word
from factbook.watch.pages import Watched


class Stop(threading.Event):
    """Set when standard input is closed: when the supervisor has no more use for this process, or is gone."""

    def wait_for_end(self) -> None:
        """Start to wait, aside."""
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        # Not through sys.stdin: a thread inside its lock would keep the interpreter from ending.
        while os.read(0, 1024):
            pass
        self.set()


# How many of the last steps that led to an unforeseen error are told.
_FRAMES = -3


def main(order: Order) -> None:
    """Wait for the word, then make the generation and serve it until the end."""
    _get_ready()
    if line := _read_line():
        stop = Stop()
        stop.wait_for_end()
        asyncio.run(_run(order, Word(**json.loads(line)), stop))


def _read_line() -> bytes:
    """A line from standard input, b"" where that is closed first."""
    line = b""
    while not line.endswith(b"\n"):
        if not (more := os.read(0, 65_536)):
            return b""
        line += more
    return line


def _get_ready() -> None:
    """Import what plugins and checks will: whoever waits for a page waits for none of it."""
    for package in (factbook.site, factbook.serving, factbook.formats):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


async def _run(order: Order, word: Word, stop: Stop) -> None:
    site, outcome = await _attempt(order, word)
    if site or word.is_first:
        await _serve(order, site, stop, replace(outcome, stays=True))
    else:
        _report(order, outcome)


async def _attempt(order: Order, word: Word) -> tuple[Datasette | None, Outcome]:
    try:
        site, note = await _made(order, word)
    except FactsRefused as refused:
        return None, Outcome(False, [tuple(problem) for problem in refused.problems])
    except Exception as error:  # Whatever a plugin or a template raises is told, and the last good site stays.
        return None, Outcome(False, error=_in_words(error))
    return site, Outcome(True, note=note)


def _in_words(error: Exception) -> str:
    """What is wrong, in a line or two where its kind says it well, else with the way that led there."""
    if isinstance(error, FactbookError):
        return str(error)
    if isinstance(error, TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}: {error.message}"
    if isinstance(error, BadMetadataError):
        return f"metadata.yml: {error.__context__}"
    return "".join(traceback.format_exception(error, limit=_FRAMES))


def _report(order: Order, outcome: Outcome) -> None:
    # A supervisor that is gone needs no report.
    with suppress(BrokenPipeError), os.fdopen(order.report, "w", encoding="utf-8") as file:
        json.dump(asdict(outcome), file)


# ── the site ──


async def _made(order: Order, word: Word) -> tuple[Datasette, str]:
    """The site over what the files are now; and a note."""
    project = Project(Path(order.root))
    database = Path(order.folder) / str(order.number) / project.database.name
    database.parent.mkdir()
    built = preview(project, Path(order.archive) if order.archive else None, database)
    site = open_site(project.root, database)
    # What was compiled of unchanged templates serves the next generation too.
    site.jinja_env.bytecode_cache = FileSystemBytecodeCache(order.folder)
    await _try(site, project.root / "templates", word)
    # Its own copy is what this generation serves: the next one may put another file in that place.
    aside = project.database.with_name(f"{project.database.name}.{os.getpid()}.tmp")
    shutil.copyfile(database, aside)
    aside.replace(project.database)
    refresh_schemas(project)
    return site, "evidence.lock is not current: `build.py verify` writes it" if built.lock_is_stale else ""


def open_site(root: Path, database: Path) -> Datasette:
    """The site as `build.py serve` opens it, over another file."""
    arguments = serve_arguments(root, database, "127.0.0.1", 0)[1:]
    at = arguments.index("--inspect-file")
    context = datasette_serve.make_context("serve", arguments[:at] + arguments[at + 2 :])
    assert datasette_serve.callback
    site: Datasette = context.invoke(datasette_serve.callback, **context.params, return_instance=True)
    return site


async def _try(site: Datasette, templates: Path, word: Word) -> None:
    """Keep the templates as they are now, compile those that have changed, and ask for a page."""
    await site.invoke_startup()
    texts = {path.relative_to(templates).as_posix(): path for path in sorted(templates.rglob("*.html"))}
    kept = DictLoader({name: path.read_text(encoding="utf-8") for name, path in texts.items()})
    assert site.jinja_env.loader
    site.jinja_env.loader = ChoiceLoader([kept, site.jinja_env.loader])
    for name, path in texts.items():
        if word.is_first or str(path) in word.changed:
            site.jinja_env.get_template(name)
    response = await site.client.get(site.urls.instance())
    if response.status_code != 200:
        raise ProjectError(f"the front page answers {response.status_code}: the terminal says why")


# ── serving ──


async def _serve(order: Order, site: Datasette | None, stop: Stop, outcome: Outcome) -> None:
    base = site.setting("base_url") if site else "/"
    app = Watched(site.app() if site else None, Path(order.folder) / STATUS, order.number, base, stop.is_set)
    # By the parser whose connections end as this loop expects, not the quicker one that readers are served by.
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2, http="h11", loop="asyncio")
    server = uvicorn.Server(config)
    listener = socket.socket(fileno=order.listener)
    watch = asyncio.create_task(_accompany(server, order, stop, outcome))
    await server.serve(sockets=[listener])
    await watch


async def _accompany(server: uvicorn.Server, order: Order, stop: Stop, outcome: Outcome) -> None:
    """Tell when the server is ready, and tell it when to end."""
    while not (server.started or server.should_exit):
        await asyncio.sleep(0.005)
    _report(order, outcome)
    while not stop.is_set() and not server.should_exit:
        await asyncio.sleep(0.01)
    # What is asked from here on is for the next generation; uvicorn itself looks only ten times a second.
    for accepting in server.servers:
        accepting.close()
    server.should_exit = True


if __name__ == "__main__":
    main(Order(**json.loads(sys.argv[1])))
