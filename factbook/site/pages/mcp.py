"""The Model Context Protocol (revisions to 2025-11-25) without sessions: JSON-RPC 2.0 messages to their answers.

Nothing is kept between two messages, so that any copy of the site answers any of them. Tools are given to it.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

#: Revisions with a handshake that are spoken, the newest first.
VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26")
#: The longest answer of a tool, in bytes; and messages of a batch.
LONGEST_ANSWER, MOST_MESSAGES = 200_000, 3
_PARSE, _REQUEST, _METHOD, _PARAMS, _VERSION = -32700, -32600, -32601, -32602, -32022
_TYPES = {"string": str, "integer": int}
Json = dict[str, Any]
Tool = Callable[[Mapping[str, Any]], Awaitable[Any]]


class ToolError(Exception):
    """A tool has no answer; the message is for whoever called it."""


@dataclass(frozen=True)
class Server:
    """What it calls itself and says of itself, its tools with their declarations, by name."""

    name: str
    version: str
    instructions: str
    declared: Mapping[str, Json]
    tools: Mapping[str, Tool]


def read_message(body: bytes) -> Any:
    """What a body says in JSON; raises ValueError where it is none, or holds half a sign, which nobody can be told."""
    try:
        asked = json.loads(body)
        json.dumps(asked, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return asked


async def respond(server: Server, body: bytes) -> Json | list[Json] | None:
    """The answer to a body: to a message or a batch of them; None where none is due, as to a notification."""
    try:
        asked = read_message(body)
    except ValueError:
        return failure(None, _PARSE, says("parse"))
    if not isinstance(asked, list):
        return await _answer(server, asked)
    if not 1 <= len(asked) <= MOST_MESSAGES:
        return failure(None, _REQUEST, says("batch", most=MOST_MESSAGES))
    return [answer for message in asked if (answer := await _answer(server, message))] or None


def is_id(value: Any) -> bool:
    """Whether a request may be called so: the protocol has texts and whole numbers, and no null."""
    return isinstance(value, str | int) and not isinstance(value, bool)


async def _answer(server: Server, message: Any) -> Json | None:
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        return failure(None, _REQUEST, says("request"))
    id, method, params = message.get("id"), message.get("method"), message.get("params") or {}
    if method is None and ("result" in message or "error" in message):
        return None
    if not isinstance(method, str) or not isinstance(params, dict) or not (is_id(id) or "id" not in message):
        return failure(None, _REQUEST, says("request"))
    if "id" not in message:
        return None
    methods = {"initialize": _initialize, "ping": _ping, "tools/list": _list, "tools/call": call_tool}
    if method not in methods:
        return failure(id, _METHOD, says("method", name=method[:100]))
    try:
        return {"jsonrpc": "2.0", "id": id, "result": await methods[method](server, params)}
    except KeyError as error:
        return failure(id, _PARAMS, says("tool", name=str(error)[:100]))


def failure(id: str | int | None, code: int, message: str) -> Json:
    """The answer that says what is wrong with a request (JSON-RPC 2.0)."""
    return {"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}}


def unspoken(version: str, spoken: Sequence[str]) -> Json:
    """The answer to a message in a revision that is not spoken: those that are, by which a client begins anew."""
    error = {"code": _VERSION, "message": says("version"), "data": {"supported": list(spoken), "requested": version}}
    return {"jsonrpc": "2.0", "id": None, "error": error}


# ── methods ──


async def _initialize(server: Server, params: Json) -> Json:
    asked = params.get("protocolVersion")
    return {
        "protocolVersion": asked if asked in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {}},
        "serverInfo": {"name": server.name, "version": server.version},
        "instructions": server.instructions,
    }


async def _ping(_: Server, __: Json) -> Json:
    return {}


async def _list(server: Server, _: Json) -> Json:
    return {"tools": list(server.declared.values())}


async def call_tool(server: Server, params: Json) -> Json:
    """What a tool answers; raises KeyError for a tool that there is not."""
    name = params.get("name")
    if not isinstance(name, str) or name not in server.tools:
        raise KeyError(name)
    given = params.get("arguments") or {}
    try:
        check_arguments(server.declared[name]["inputSchema"], given)
        answer = await server.tools[name](given)
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        if len(text.encode()) > LONGEST_ANSWER:
            raise ToolError(says("long", most=LONGEST_ANSWER))
    except ToolError as error:
        return {"content": [{"type": "text", "text": str(error)}], "isError": True}
    found = {"content": [{"type": "text", "text": text}], "isError": False}
    return found if isinstance(answer, str) else {**found, "structuredContent": answer}


def check_arguments(schema: Json, given: Any) -> None:
    """Raise ToolError for the first argument that is not as an inputSchema of ours has it."""
    known = schema["properties"]
    if not isinstance(given, dict):
        raise ToolError(says("argument", name="arguments"))
    for name in (*schema["required"], *given):
        if name not in known or name not in given or not _fits(known[name], given[name]):
            raise ToolError(says("argument", name=str(name)[:100]))


def _fits(rule: Json, value: Any) -> bool:
    if not isinstance(value, _TYPES[rule["type"]]) or isinstance(value, bool):
        return False
    if isinstance(value, str):
        is_short = rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", 100)
        return is_short and value in rule.get("enum", [value])
    return bool(rule["minimum"] <= value <= rule["maximum"])


# ── what it says ──


@cache
def texts() -> Json:
    """The texts for programs, as tools.yml has them."""
    found: Json = yaml.safe_load((Path(__file__).parent.parent / "tools.yml").read_text(encoding="utf-8"))
    return found


def says(error: str, **places: Any) -> str:
    """Why there is no answer, in a sentence."""
    return str(texts()["errors"][error]).format(**places)


def declarations(choices: Mapping[str, list[str]], tables: str) -> dict[str, Json]:
    """The tools as `tools/list` declares them, by name; `choices` are the lists that their arguments are of."""
    return {name: _declared(name, words, choices, tables) for name, words in texts()["tools"].items()}


def _declared(name: str, words: Json, choices: Mapping[str, list[str]], tables: str) -> Json:
    properties = {
        each: {**rule, **({"enum": choices[rule["enum"]]} if "enum" in rule else {})}
        for each, rule in words["properties"].items()
    }
    schema = {
        "type": "object", "properties": properties, "required": words["required"], "additionalProperties": False
    }  # fmt: skip
    return {
        "name": name,
        "title": words["title"],
        "description": words["description"].replace("{tables}", tables),
        "inputSchema": schema,
        "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
    }
