"""What stands before Datasette is one list, in its order, whichever way plugins are listed."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

from factbook.project import Project
from factbook.site.plugins import PLUGINS
from factbook.site.plugins.layers import site_of
from factbook.site.serving.layers import layers
from site_pages import client, open_site
from this_project import ROOT

SERVED = f"/release/{Project(ROOT).version()}"
TABLE = "/factbook/citations.csv"
FIGURES = "/factbook/figures.csv?_stream=on&_size=max"


def test_the_layers_stand_in_their_order(published: Datasette) -> None:
    assert list(layers(site_of(published))) == [
        "access log", "trusted host", "languages", "security headers", "error pages", "versioned paths",
        "request checks",
        "immutable assets", "negotiation", "response cache", "pages in the language", "served file",
        "SQL limiter", "dear pages", "dear process",
        "page time", "page size",
        "result limits", "page bounds", "whole CSV", "CSV form", "base path",
    ]  # fmt: skip


def test_no_plugin_but_one_wraps_the_application() -> None:
    hooks = {
        path.stem: {node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if hasattr(node, "name")}
        for path in (ROOT / "factbook/site/plugins").glob("*.py")
    }
    assert [name for name, names in sorted(hooks.items()) if "asgi_wrapper" in names] == ["layers"]
    assert set(hooks) - {"__init__"} == {plugin.__name__.rpartition(".")[2] for plugin in PLUGINS}


async def test_a_table_s_csv_is_whole_under_the_version_too(published: Datasette) -> None:
    async with client(published) as http:
        plain, versioned = [await http.get(path) for path in (TABLE, f"{SERVED}{TABLE}")]
        rows = (await http.get("/factbook/citations.json?_size=0")).json()["filtered_table_rows_count"]
    assert plain.status_code == 200
    assert versioned.text == plain.text
    assert len(list(csv.DictReader(plain.text.splitlines()))) == rows > 400


def register(plugins: Sequence[ModuleType]) -> None:
    """Register the plugins anew, in this order."""
    for plugin in filter(pm.is_registered, plugins):
        pm.unregister(plugin)
    for plugin in plugins:
        pm.register(plugin)


@pytest.fixture(params=["as listed", "reversed"])
def listing(request: pytest.FixtureRequest) -> Iterator[str]:
    """The plugins registered in their order, and the other way round."""
    register(PLUGINS[::-1] if request.param == "reversed" else PLUGINS)
    yield str(request.param)
    register(PLUGINS)


@pytest.mark.usefixtures("listing")
async def test_only_get_and_head_get_a_table_s_csv(database: Path) -> None:
    async with client(open_site(database)) as http:
        for method, status in {"GET": 200, "HEAD": 200, "POST": 405, "PUT": 405, "DELETE": 405, "PATCH": 405}.items():
            for path in (TABLE, FIGURES, f"{SERVED}{FIGURES}"):
                answer = await http.request(method, path)
                assert answer.status_code == status, (method, path)
        whole = await http.get(f"{SERVED}{TABLE}")
        assert len(list(csv.DictReader(whole.text.splitlines()))) > 400


async def test_a_versioned_path_passes_the_same_checks(published: Datasette) -> None:
    async with client(published) as http:
        for path in ("/-/threads.json", "/-/plugins.json"):
            assert (await http.get(f"{SERVED}{path}")).status_code == 404
        assert (await http.get(f"{SERVED}/-/versions.json")).status_code == 200


@pytest.mark.parametrize("path", ["/no-such-page", "/-/threads", "/factbook/figures?nocolumn=1", "/release/9.9.9/"])
async def test_an_error_page_has_the_security_headers(published: Datasette, path: str) -> None:
    async with client(published) as http:
        answer = await http.get(path)
        refused = await http.post(path)
    for each in (answer, refused):
        assert each.status_code >= 400
        assert each.headers["content-security-policy"].startswith("default-src 'self'")
        assert each.headers["x-content-type-options"] == "nosniff"


async def test_a_page_and_the_same_page_in_its_version_are_one_entry_of_the_cache(published: Datasette) -> None:
    async with client(published) as http:
        plain, versioned = [await http.get(path) for path in ("/about", f"{SERVED}/about")]
        again = await http.get(f"{SERVED}/about", headers={"If-None-Match": plain.headers["etag"]})
    assert plain.headers["etag"] == versioned.headers["etag"]
    assert plain.content == versioned.content
    assert again.status_code == 304
