"""No address costs more than its budget, and whatever is over it is refused in a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from datasette.app import Datasette

from factbook.site.serving.budgets import FEW_FACTS, MAX_BRACKETS, MAX_FACETS, MAX_FILTERS, MAX_TERMS, is_quick
from factbook.site.serving.recorder import Cache, CachedResponse
from site_pages import client, open_site

VIEW = "/factbook/fact_citations"
DEAR = {
    "facets": f"{VIEW}?{'_facet=quote&' * 240}_facet_size=max&_size=max",
    "filters": f"{VIEW}?{'quote__contains=a&' * 245}",
    "terms": f"/factbook/facts?_search={'a*+' * 800}",
    "search": f"/search?q={'a+' * 800}",
    "in": f"/factbook/facts?id__in={'[' * 3000}",
    "through": f"/factbook/facts?_through={'[' * 3000}",
}


@pytest.mark.parametrize("kind", DEAR)
async def test_an_address_over_its_budget_is_refused_in_a_sentence(published: Datasette, kind: str) -> None:
    async with client(published) as http:
        answer = await http.get(DEAR[kind])
    assert answer.status_code == 400
    assert " at most." in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "&".join(["_facet=quote"] * MAX_FACETS) + "&_facet_size=max",
        "&".join(["quote__contains=a"] * MAX_FILTERS),
        f"quote__in={'[' * MAX_BRACKETS}",
    ],
)
async def test_an_address_within_its_budget_is_answered(published: Datasette, query: str) -> None:
    async with client(published) as http:
        assert (await http.get(f"{VIEW}.json?{query}")).status_code in (200, 400)
        assert " at most." not in (await http.get(f"{VIEW}.json?{query}")).text
        assert (await http.get("/search?q=" + "+".join(["a"] * MAX_TERMS))).status_code == 200


@pytest.mark.parametrize(
    ("path", "query", "facts", "quick"),
    [
        ("/search", "q=jica", FEW_FACTS, True),
        ("/below/search.json", "q=jica", FEW_FACTS, True),
        ("/search", "q=jica", FEW_FACTS + 1, False),
        ("/search", "q=jica", 0, False),
        ("/search", "q=jica&sql=select+1", FEW_FACTS, False),
        ("/factbook/facts", "_search=jica", FEW_FACTS, False),
    ],
)
def test_a_search_is_quick_among_few_facts_alone(path: str, query: str, facts: int, quick: bool) -> None:
    assert is_quick({"type": "http", "path": path, "query_string": query.encode()}, {"facts": facts}) is quick


@pytest.mark.parametrize("ending", ["json", "csv"])
async def test_sql_that_takes_too_long_is_the_asker_s_mistake(published: Datasette, ending: str) -> None:
    slow = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    async with client(published) as http:
        assert (await http.get(f"/factbook.{ending}", params={"sql": slow})).status_code == 400


async def test_the_health_of_a_site_is_that_of_its_database(database: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(database, tmp_path / "factbook.db"))
    async with client(open_site(copy)) as http:
        good = (await http.get("/-/health")).json()
        whole = copy.read_bytes()
        copy.write_bytes(b"\1" * len(whole))
        broken = await http.get("/-/health")
        copy.write_bytes(whole)
        again = await http.get("/-/health")
    assert good["ok"]
    assert good["release"]
    assert broken.status_code == 503
    assert again.json() == good


def test_the_cache_counts_headers_too() -> None:
    cache = Cache(100_000)
    for number in range(100):
        cache.put(b"%d" % number, CachedResponse([(b"link", b"x" * 15_000)], b""))
    assert sum(cache.find(b"%d" % number) is not None for number in range(100)) <= 6
