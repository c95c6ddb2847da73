"""What is refused before Datasette reads it: other methods, addresses beyond measure, tricks, and its own internals.

Turns a request's scope into a `Failure`, or None where it may pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from factbook.formats.wording import say_number
from factbook.locale import _
from factbook.record import DATABASE
from factbook.site.pages.errors import Failure, failure
from factbook.site.parameters import named_parameters
from factbook.site.serving.asgi import Scope, header
from factbook.site.serving.budgets import over_budget

READING = ("GET", "HEAD", "OPTIONS")
#: Addresses that take a POST, for what programs ask does not fit into an address, with all methods that each takes.
POSTED = {"/mcp": ("POST", "OPTIONS"), "/reconcile": (*READING, "POST")}
#: The longest body of a POST, in bytes.
LONGEST_BODY = 32_000
#: The longest address, in characters of path and query together; and the most arguments.
LONGEST_URL, MOST_ARGUMENTS = 16_000, 250
#: Of Datasette's own pages under /-/, those that say something to readers and nothing of the machine.
_OPEN = re.compile(
    r"/-/(?:(?:versions|metadata|settings)(?:\.json)?|health|vega/[\w-]+\.js|static(?:-plugins/[\w-]+)?/.+)"
)
_FILES = re.compile(r"/(?:-/)?(?:static(?:-plugins)?|vega)(?:/|$)")
# Datasette joins a path to its folder as it stands, and asks the system about it before it looks where it leads.
_NO_FILE = re.compile(r"\.\.|%|/$|.{250}")


def refuse(scope: Scope, root_path: str = "") -> Failure | None:
    """Why the request is not let in; `root_path` is the path under which the site lies, without a slash at its end."""
    raw, query = scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
    is_posted = scope["method"] == "POST" and scope["path"].removeprefix(root_path) in POSTED
    if is_posted and (unread := _of_body(header(scope["headers"], b"content-length"))):
        return unread
    if scope["method"] not in READING and not is_posted:
        return failure(405, _("The factbook is read-only: its pages answer GET and nothing else."))
    if len(raw) + len(query) > LONGEST_URL:
        return failure(414, _("Addresses are read up to %(most)s characters.", most=say_number(LONGEST_URL)))
    if query.count(b"&") >= MOST_ARGUMENTS:
        return failure(400, _("An address may have %(most)s arguments at most.", most=MOST_ARGUMENTS))
    if too_much := over_budget(query):
        return failure(400, too_much)
    if not raw.isascii() or not query.isascii() or b"%00" in raw:
        return failure(400, _("The address holds signs that cannot be read."))
    return _of_path(raw.decode("ascii").removeprefix(root_path))


def methods_of(scope: Scope, root_path: str = "") -> tuple[str, ...]:
    """The methods that the address of a request takes."""
    return POSTED.get(scope["path"].removeprefix(root_path), READING)


def _of_body(length: bytes) -> Failure | None:
    """Why a body is not read: its length is not told, or beyond measure. The server holds a body to what was told."""
    if not length.isdigit():
        return failure(411, _("The length of the question must be told."))
    if len(length) > 9 or int(length) > LONGEST_BODY:
        return failure(413, _("A question may have %(most)s bytes at most.", most=say_number(LONGEST_BODY)))
    return None


def unknown_parameter(scope: Scope, root_path: str, queries: Mapping[str, Mapping[str, Any]]) -> Failure | None:
    """Why a question is not answered as JSON or CSV: it is asked by what it does not know. A page says so itself."""
    name, _dot, ending = scope["path"].removeprefix(f"{root_path}/{DATABASE}/").partition(".")
    if ending not in ("json", "csv") or name not in queries:
        return None
    known = named_parameters(str(queries[name].get("sql") or ""))
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    unknown = next((key for key, _value in asked if not key.startswith("_") and key not in known), None)
    if unknown is None:
        return None
    named = {"name": unknown, "question": name, "known": ", ".join(dict.fromkeys(known)) or _("no parameters")}
    return failure(400, _("The question %(question)s does not know %(name)s. It takes %(known)s.", **named))


def _of_path(path: str) -> Failure | None:
    if "//" in path or "\\" in path:
        # Datasette takes a slash off the end and redirects there: to another site, as browsers read such a path.
        return failure(404, _("Page not found: there is an extra slash in the address."))
    if _FILES.match(path) and _NO_FILE.search(path):
        return failure(404, _("There is no such file."))
    if path.startswith("/-/") and not _OPEN.fullmatch(path):
        return failure(404, _("This page is not public."))
    return None
