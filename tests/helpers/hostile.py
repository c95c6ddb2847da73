"""Hostile requests, made from tables of parts: each names what is asked and how.

`attacks()` gives them by group. Targets are sent as they stand, so that no client tidies them first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple
from urllib.parse import quote

FACT = "/factbook/figures/aguascalientes-japanese-investment-2024"
SCRIPT = "<script>alert(1)</script>"
#: What a secret of the machine would look like in an answer: a stack, a module, an address in memory, a file of the
#: system or of the project.
LEAKS = (
    "Traceback (most recent", 'File "', "site-packages", "sqlite3.", " object at 0x", "root:x:0", "/tmp/", "/usr/",
    "[build-system]", "/proc/", "asyncio", "uvicorn/",
)  # fmt: skip


class Attack(NamedTuple):
    """A request: its target, method, headers beyond Host, and body."""

    target: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


VALUES = [
    "", "-1", "0", "999999999999999999999", "1e309", "NaN", "'", "%22", "'%20or%201=1--", ");drop%20table%20facts;--",
    "%00", "%ff%fe", "%C0%80", "%ED%A0%80", "%E2%80%AEtxt", "%F0%9F%92%A9", "%E6%97%A5%E6%9C%AC", "[", "[1,2",
    "{%22a%22:",
    "[[1]]", "[%22a%22,{%22b%22:1}]", "[null]", quote(SCRIPT), "..%2f..%2fetc%2fpasswd", "a" * 3000, "%", "%zz",
    "%25%25",
    "NEAR(", "a%22b", "col:x", "%0d%0aX-Injected:1", "max", "no_such", "id__gt", "sqlite_master", "rowid", ":x",
    "a,b,c",
    "~zz", "*" * 600, "2024-13-45", "{{7*7}}",
]  # fmt: skip
LOOKUPS = [
    "exact", "not", "contains", "endswith", "startswith", "gt", "gte", "lt", "lte", "like", "notlike", "glob", "in",
    "notin", "arraycontains", "arraynotcontains", "date", "isnull", "notnull", "isblank", "notblank", "nosuch", "",
]  # fmt: skip
ARGUMENTS = [
    "_sort", "_sort_desc", "_facet", "_facet_array", "_facet_date", "_facet_size", "_facet_nosuch", "_facetlabel", "_searchlabel", "_size", "_next", "_search",
    "_search_label", "_search_nosuch", "_through", "_shape", "_json", "_nl", "_labels", "_label", "_col", "_nocol",
    "_trace", "_timelimit", "_ttl", "_stream", "_dl", "_header", "_blob_column", "_filter_column", "_nocount",
    "_nofacet", "_searchmode", "_hash", "_extra", "_memory",
]  # fmt: skip
#: What takes an address, or part of one, as a value; and what may be none.
ADDRESSED = ["/oembed?url", "/unapi?format=bibtex&id", "/unapi?id=nissan&format", "/oembed?format=json&maxwidth=-1&url"]
ADDRESSES = ["http://[", "http://[::1", "http://%EF%BC%8F/", "http://a:b:c/", "//", "javascript:1", "http://a%00/"]
RECONCILED = ["?queries", "?extend", "/suggest?prefix", "/properties?type", "/preview?id"]
PAGES = [
    "/factbook/figures.json", "/factbook/plants", "/factbook/plants.csv", "/factbook/plants.bib", "/factbook/disputed",
    "/factbook.json", FACT, FACT + ".json", "/factbook/agreement_parties.json", "/factbook/plants.jsonld", "/search",
]  # fmt: skip
THROUGH = [
    "{}", "[]", "1", "null", '"x"', '{"table":1}', '{"table":"citations"}',
    '{"table":"nosuch","column":"a","value":"b"}',
    '{"table":"citations","column":"nosuch","value":"x"}', '{"table":"citations","column":"fact","value":[1]}',
    '{"table":["a"],"column":{},"value":null}', '{"table":"facts_fts","column":"a","value":1}',
]  # fmt: skip
# No Datasette reads these as SQL of a person: they pass the gate.
SEARCHES = ["q", "kind", "year", "from", "to", "place", "page", "topic"]
SQL = [
    "select", "select *", "select * from nosuch", "select 1; select 2", "select ;", "values (1)", "explain select 1",
    "pragma user_version", "pragma writable_schema=1", "insert into facts values (1)",
    "with a as (select 1) delete from facts",
    "attach 'hostile.db' as x", "vacuum into 'hostile.db'", "create temp table a(b)", "begin", "detach main",
    "select load_extension('/lib/x.so')", "select hex(fts3_tokenizer('simple'))", "select fts3_tokenizer('simple', :p)",
    "select readfile('/etc/passwd')", "select writefile('hostile.txt', 'a')", "select edit('a')",
    "select * from pragma_database_list", "select file from pragma_database_list()", "select * from sqlite_stmt",
    "select * from sqlite_dbpage limit 1", "select * from pragma_module_list", "select * from pragma_vfs_list",
    "select zeroblob(900000000)", "select hex(zeroblob(300000000))", "select printf('%900000000d', 1)",
    "select group_concat(hex(zeroblob(200000))) from facts", "select replace(hex(zeroblob(200000)), '0', 'aaaaaaaaaa')",
    "select 'x' glob '" + "*a" * 2000 + "'", "select '" + "a" * 9000 + "' like '%" + "a" * 5000 + "b'",
    "select " + "(" * 1500 + "1" + ")" * 1500, "select " + ",".join("1" * 300),
    "select 1 union all " * 600 + "select 1",
    "select :a", "select :_cookie_x, :_header_host, :_actor_id", "select char(0), x'00ff', cast(x'ff' as text)",
    "select 9e999, -9e999, 9e999-9e999, 1/0", "select abs(-9223372036854775808)", "select json('{')",
    "select json_extract('{}', '$[')", "select date('now', 'x'), strftime('%' || char(0))", "-- a\nselect 1",
    "select /* 1",
    f"select '{SCRIPT}' as a", f'select 1 as "{SCRIPT}"', "select 'javascript:alert(1)' as url", "select id as a, id as a from facts",
    "select * from facts_fts where facts_fts match '\"'", "select 1 limit -1", "select 1 limit 1e400", "select 1 as ''",
    "with recursive a(x) as (select 1 union all select x+1 from a) select hex(zeroblob(200000)) from a limit 4000",
    "with recursive a(x) as (select 1 union all select x+1 from a) select count(*) from a",
    "select * from facts a, facts b, facts c, facts d order by random()",
]  # fmt: skip
PATHS = [
    "/..", "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/static/../../pyproject.toml",
    "/static/../pyproject.toml", "/static/..%2f..%2fpyproject.toml", "/static/%2e%2e/pyproject.toml",
    "/static//etc/passwd",
    "/static/../../../../../etc", "/static/", "/static", "/static/%00", "/static/a%00.css", "/static/" + "a" * 3000,
    "/static/..\\pyproject.toml", "/-/static/../app.py", "/-/static/..%2fapp.py", "/-/static/", "/-/static//etc/passwd",
    "/-/static-plugins/datasette-vega/../__init__.py", "/-/static-plugins/datasette_vega//etc/passwd",
    "/-/static-plugins/nosuch/a.js", "/-/vega/nosuch.js", "/-/vega/../__init__.py", "/-/vega/" + "a" * 3000 + ".js", "/-/static-plugins/datasette-vega/", "/downloads/..%2f..%2fetc%2fpasswd",
    "/downloads/%2e%2e/facts/locks/get-high-level-meeting.lock", "/downloads/../facts/locks/get-high-level-meeting.lock", "/downloads//etc/passwd",
    "/downloads/",
    "/downloads/%00", "/downloads/tables/../../schema.sql", "/downloads/~", "/factbook/agreement_parties/a",
    "/factbook/agreement_parties/a,b,c,d", "/factbook/agreement_parties/,", "/factbook/agreement_parties/%2C",
    "/factbook/citation_fields/x", "/factbook/citation_fields/x,", "/factbook/citation_fields/,.json",
    "/factbook/timeline/x",
    "/factbook/facts_fts/1", "/factbook/facts_fts_data/1", "/factbook/facts_fts_data/1.blob?_blob_column=block",
    "/factbook/facts_fts_data/1.blob?_blob_column=no", "/factbook/facts_fts_data/99999999999999999999",
    "/factbook/release/x",
    "/factbook/sqlite_master", "/factbook/sqlite_stmt", "/factbook/pragma_database_list", "/factbook/dbstat",
    "/factbook/nosuch/x", "/nosuch/x/y", "/factbook/figures/~", "/factbook/figures/~zz", "/factbook/figures/~FF",
    "/factbook/figures/~00", "/factbook/~ff", "/factbook/figures/%ff", "/factbook/figures/%00",
    "/factbook/figures/a%00.json",
    "/factbook/figures/" + "a" * 5000, "/" + "a/" * 3000, "/" + "%2e%2e%2f" * 500, "//", "///", "//evil.example/",
    "//evil.example/%2e%2e", "/\\evil.example/", "/%5cevil.example/", "/%2f%2fevil.example/", "/%09/evil.example/",
    "/factbook//figures", "/factbook/figures/", "/factbook.sqlite", "/factbook.json.json", "/figures.json", "/.json",
    "/.xyz", "/.git/config", "/.env", "/_memory", "/_memory?sql=select+1", "/_internal", "/_internal/databases",
    "/:memory:",
    "/:memory:/../x", "/-", "/-/", "/-/nosuch", "/-/databases", "/-/databases.json", "/-/threads", "/-/threads.json",
    "/-/plugins", "/-/plugins.json?all=1", "/-/actor.json", "/-/config", "/-/config.json", "/-/permissions",
    "/-/messages",
    "/-/allow-debug?actor={&allow={", "/-/patterns", "/-/auth-token?token=x", "/-/logout", "/-//threads",
    "/-/./threads",
    "/%2d/threads", "/-/thr%65ads", "/-/versions/../threads", "/-/static/../threads", "/release/..", "/release/%00/",
    "/release/0.1.0/../../x", "/release/0.1.0/-/threads", "/release/0.1.0//evil.example/",
    "/release/0.1.0/static//etc/passwd",
    "/sitemap-0.xml", "/sitemap-999999.xml", "/sitemap-9999999999.xml", "/feeds/nosuch.atom", "/feeds/..%2f.atom",
    "/feeds/figures.atom?page=0", "/feeds/figures.atom?page=99999999999999999999", "/feeds/figures.atom?page=-1",
    "/factbook/facts/nosuch", "/factbook/facts/JAPAN", "/factbook/facts/%6aapan", "/factbook/figures/x.nosuch",
    "/factbook/figures.nosuch", "/factbook.nosuch", "/factbook/figures/x.csl.json", "/factbook/sources/nosuch.bib",
    "/factbook/citation_fields.bib", "/factbook/facts_fts.bib", "/*", "/%", "/%zz", "/%25", "/%0d%0aX-Injected:1",
    "/a%0d%0aX-Injected:1/", "/?&&&=&=", "/?=", "/;x", "/factbook;x=1", "/factbook/figures;.json", "/%E2%80%AE/",
    "/" + quote(SCRIPT), "/factbook/" + quote(SCRIPT), "/factbook/figures/" + quote(SCRIPT) + ".json", "/{{7*7}}",
    "/index.html", "/base.html", "/pages/x", "/wp-admin/", "/cgi-bin/x", "/factbook/figures/" + "a," * 2000,
]  # fmt: skip
LONG = [
    "/search?q=" + "a" * 20_000, "/" + "a" * 15_990, "/" + "a" * 20_000,
    "/factbook/figures.json?" + "_facet=place&" * 1000,
    "/factbook/figures.json?" + "&".join(f"id__not={n}" for n in range(900)), "/?" + "&" * 10_000,
    "/factbook/figures.json?" + "&".join(f"_facet={c}" for c in ["place", "unit", "kind"] * 60), "/?" + "a=" * 8000,
    "/factbook/figures.json?id__in=" + ",".join("1" * 7000), "/factbook/figures.json?" + "_sort=id&" * 200,
]  # fmt: skip
HEADERS = [
    ("Cookie", 'a[b=1; "'), ("Cookie", "ds_actor=x"), ("Cookie", "ds_messages=x"), ("Cookie", "="),
    ("Cookie", "a=\xff"),
    ("Cookie", "a=b;" * 2000), ("Authorization", "Bearer x"), ("Authorization", "\xff"), ("Accept", "application/json"),
    ("Accept", "\xff"), ("Accept-Encoding", "gzip;q=x, \xff"), ("Accept-Encoding", "gzip" * 900),
    ("If-None-Match", '"' * 4000),
    ("If-None-Match", "*"), ("If-Modified-Since", "x"), ("Range", "bytes=0-1,5-"), ("Range", "bytes=9999999-"),
    ("X-Forwarded-For", "evil.example, \xff"), ("X-Forwarded-Proto", "javascript"), ("X-Forwarded-Proto", "https"),
    ("X-Forwarded-Host", "evil.example"), ("X-Original-URL", "/-/threads"), ("X-Rewrite-URL", "/-/threads"),
    ("X-HTTP-Method-Override", "DELETE"), ("Forwarded", "host=evil.example"), ("Content-Type", "multipart/form-data"),
    ("Expect", "200-ok"), ("Origin", "null"), ("Referer", "javascript:x"), ("User-Agent", "() { :; }; echo"),
    ("Upgrade", "h2c"),
]  # fmt: skip
METHODS = [
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "MKCOL",
    "get",
    "OPTIONS",
    "HEAD",
    "A" * 900,
]
HOSTS = ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.example",
         "evil.example#localhost", "evil.example/localhost", '"><script>alert(1)</script>', "", "a" * 3000, "127.0.0.1:x"]  # fmt: skip
LINKED = ["/", FACT, "/factbook/figures.json?_size=1&_facet=place", "/factbook/figures?_size=1", "/sitemap.xml", "/robots.txt",
          "/feeds/figures.atom", FACT + ".bib", FACT + ".jsonld", "/nosuch", "/factbook/figures/"]  # fmt: skip
#: Bodies, and texts within them, that are no question, or hardly.
BODIES = [
    b"", b"{", b"null", b"1", b"[]", b"[[]]", b"[1,2,3,4,5]", b"[" * 15_000, b'{"a":' * 5000 + b"1" + b"}" * 5000,
    b"\xff\xfe", b"\xef\xbb\xbf{}", '{"jsonrpc":"2.0"}'.encode("utf-16"), b'{"jsonrpc":"2.0","id":NaN,"method":"ping"}',
    b'{"jsonrpc":"2.0","id":1e999,"method":"ping"}', b'{"jsonrpc":"2.0","id":' + b"9" * 5000 + b',"method":"ping"}',
    b'{"jsonrpc":"2.0","id":true,"method":"ping"}', b'{"jsonrpc":"2.0","id":"\\ud800","method":"ping"}',
    b'{"jsonrpc":"2.0","id":1,"method":"\\ud800"}', b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}',
    b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":{"a":1}}}',
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":["a"]}}',
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find_facts","arguments":{"\\ud800":1}}}',
    b"queries=%ff", b"queries={", b"queries=" + b"[" * 9000, b'queries={"q":{"query":"\\ud800"}}', b"&" * 20_000,
    b'queries={"q":{"query":"nissan","limit":1e400,"type":[1,{}]}}', b'queries={"q":{"query":["a"]}}', b"extend=[]",
    b'extend={"ids":[1,{}],"properties":[{"id":1}]}', b'extend={"ids":["\\ud800"],"properties":[{"id":"\\ud800"}]}',
]  # fmt: skip
TYPED = ["\\ud800", "a\\udfff", "\\u0000", "NEAR(", "%", "*" * 500, "x" * 20_000]
TOOLS = [("find_facts", "query"), ("prove_fact", "id"), ("cite_fact", "id"), ("ask_in_sql", "sql")]
ORIGINS = ["http://[", "null", "\xff", "http://evil.example", "http://" + "a" * 3000]
#: Bytes that are no HTTP, or hardly: what the server itself may refuse, or close upon.
MALFORMED = [
    b"\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n", b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / a HTTP/1.1\r\nHost: a\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET http://evil.example/nosuch/ HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET evil HTTP/1.1\r\nHost: a\r\n\r\n", b"GET ../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET * HTTP/1.1\r\nHost: a\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET ?sql=x HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nA\x00b: c\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\n: c\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n\r\n", b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\na",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: a\r\n\r\n",
]  # fmt: skip


def attacks() -> dict[str, list[Attack]]:
    """The attacks by group, in an order that is always the same."""
    columns, pages = cycle(["id", "value", "label", "nosuch"]), cycle(PAGES)
    filters = [
        f"/factbook/figures.json?_size=1&{next(columns)}__{lookup}={value}"
        for at, lookup in enumerate(LOOKUPS)
        for value in VALUES[at % 4 :: 4]
    ]
    arguments = [f"{next(pages)}?{name}={value}" for at, name in enumerate(ARGUMENTS) for value in VALUES[at % 5 :: 5]]
    through = [f"/factbook/figures.json?_through={quote(value)}" for value in THROUGH]
    searches = [
        f"{path}?{name}={value}"
        for path in ("/search", "/search.json", "/timeline")
        for name in SEARCHES
        for value in VALUES[::6]
    ]
    searches += [f"/reconcile{path}={value}" for path in RECONCILED for value in VALUES[::6]]
    searches += [f"{asked}={value}" for asked in ADDRESSED for value in [*ADDRESSES, *VALUES[::6]]]
    endings = cycle(["", ".json", ".json", ".csv"])
    sql = [f"/factbook{next(endings)}?sql={quote(each)}" for each in SQL]
    where = [f"/factbook/figures.json?_size=1&_where={value}" for value in VALUES[::3]]
    sent = [Attack(path, headers=(each,)) for each in HEADERS for path in ("/factbook/figures/nosuch", "/")]
    methods = [
        Attack(path, method) for method in METHODS for path in ("/", "/factbook?sql=drop+table+facts", FACT + ".json")
    ]
    return {
        "filters": [Attack(each) for each in filters],
        "arguments": [Attack(each) for each in [*arguments, *through]],
        "searches": [Attack(each) for each in searches],
        "SQL": [Attack(each) for each in [*sql, *where]],
        "paths": [Attack(each) for each in PATHS],
        "long addresses": [Attack(each) for each in LONG],
        "headers": sent,
        "methods": methods,
        "bodies": list(_posted()),
    }


def _posted() -> Iterator[Attack]:
    """What is sent to the addresses that read a body."""
    form, json = ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Type", "application/json")
    calls = [
        f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"{tool}","arguments":{{"{name}":"{typed}"}}}}}}'
        for tool, name in TOOLS
        for typed in TYPED
    ]
    for body in [*BODIES, *(call.encode() for call in calls)]:
        yield Attack("/mcp", "POST", (json,), body)
        yield Attack("/mcp", "POST", (json, ("MCP-Protocol-Version", "2026-07-28")), body)
        yield Attack("/reconcile", "POST", (form,), body)
    yield from (Attack("/mcp", "POST", (json, ("Origin", origin)), b"{}") for origin in ORIGINS)
    yield from (Attack("/mcp", "POST", (("Content-Type", kind),), b"{}") for kind in ("\xff", "text/plain", ""))
    for path in ("/mcp", "/reconcile"):
        yield from (Attack(path, method) for method in METHODS if method != "CONNECT")
