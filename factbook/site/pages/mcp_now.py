"""The Model Context Protocol, revision 2026-07-28: each request says itself what it speaks, there is no handshake.

A request is one message, whose headers say the same as its body; an answer says that it is complete, and how long it
may be kept. The tools are those of the older revisions.
"""

from __future__ import annotations

from collections.abc import Mapping

from factbook.site.pages.mcp import Json, Server, call_tool, failure, is_id, read_message, says

#: The revision; requests name it in this header.
VERSION, HEADER = "2026-07-28", "mcp-protocol-version"
_PREFIX = "io.modelcontextprotocol/"
_PARSE, _REQUEST, _METHOD, _PARAMS, _MISMATCH = -32700, -32600, -32601, -32602, -32020
#: How long a client may keep the tools, in milliseconds: they change with a release.
_KEPT = {"ttlMs": 3_600_000, "cacheScope": "public"}


async def respond_now(server: Server, body: bytes, headers: Mapping[str, str]) -> tuple[Json | None, int]:
    """The answer to a request, and its HTTP status; no answer to a notification."""
    try:
        asked = read_message(body)
    except ValueError:
        return failure(None, _PARSE, says("parse")), 400
    if not isinstance(asked, dict) or asked.get("jsonrpc") != "2.0" or not isinstance(asked.get("method"), str):
        return failure(None, _REQUEST, says("request")), 400
    if "id" not in asked:
        return None, 202
    id = asked["id"]
    if not is_id(id) or not isinstance(asked.get("params"), dict):
        return failure(None, _REQUEST, says("request")), 400
    if fault := _fault(asked["method"], asked["params"], headers):
        return failure(id, *fault), 400
    return await _answer(server, id, asked["method"], asked["params"])


def _fault(method: str, params: Json, headers: Mapping[str, str]) -> tuple[int, str] | None:
    """What is wrong with what the request says of itself: code and message."""
    meta = params.get("_meta")
    for key in ("protocolVersion", "clientCapabilities"):
        if not isinstance(meta, dict) or f"{_PREFIX}{key}" not in meta:
            return _PARAMS, says("envelope", name=f"params._meta: {_PREFIX}{key}")
    said = {HEADER: meta[f"{_PREFIX}protocolVersion"], "mcp-method": method} if isinstance(meta, dict) else {}
    if method == "tools/call":
        said["mcp-name"] = params.get("name")
    other = next((name for name, value in said.items() if headers.get(name) != value), None)
    return (_MISMATCH, says("mismatch", name=other)) if other else None


async def _answer(server: Server, id: str | int, method: str, params: Json) -> tuple[Json, int]:
    if method == "server/discover":
        found = {**_KEPT, "supportedVersions": [VERSION], "capabilities": {"tools": {}}}
        found["instructions"] = server.instructions
    elif method == "tools/list":
        found = {**_KEPT, "tools": list(server.declared.values())}
    elif method == "tools/call":
        try:
            found = await call_tool(server, params)
        except KeyError as error:
            return failure(id, _PARAMS, says("tool", name=str(error)[:100])), 400
    else:
        return failure(id, _METHOD, says("method", name=method[:100])), 404
    about = {f"{_PREFIX}serverInfo": {"name": server.name, "version": server.version}}
    return {"jsonrpc": "2.0", "id": id, "result": {"resultType": "complete", "_meta": about, **found}}, 200
