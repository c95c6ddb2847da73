"""Reconciliation: names in a table become records, asked as OpenRefine asks; what cannot be read is 400 and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette

from factbook.site.pages.reconcile import MOST_QUERIES
from site_pages import get, open_site


async def asked(site: Datasette, **form: Any) -> Any:
    """The answer to a form that OpenRefine posts."""
    data = {name: json.dumps(value) for name, value in form.items()}
    answer = await site.client.post("/reconcile", data=data)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def best(site: Datasette, name: str, **more: Any) -> dict[str, Any]:
    found = await asked(site, queries={"q0": {"query": name, "limit": 3, **more}})
    return dict(next(iter(found["q0"]["result"]), {}))


async def test_the_manifest_says_what_the_service_can_do(published: Datasette) -> None:
    said = json.loads(await get(published, "/reconcile"))
    assert said["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "view", "preview", "suggest", "extend"} <= said.keys()
    assert {each["id"] for each in said["defaultTypes"]} == {"places", "organizations", "officials"}
    assert "{{id}}" in said["view"]["url"]
    assert "{{id}}" in said["preview"]["url"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Japón", "japan"), ("日本", "japan"), ("JAPAN", "japan"), ("Edomex", "state-of-mexico"), ("JICA", "jica"),
        ("国際協力機構", "jica"), ("Secretaría de Economía", "mexican-ministry-of-economy"), ("堀井巌", "iwao-horii"),
        ("Teresa Jimenez", "teresa-jimenez"), ("Horii Iwao", "iwao-horii"), ("Nuevo Leon", "nuevo-leon"),
    ],
)  # fmt: skip
async def test_a_record_is_matched_by_any_of_its_names(published: Datasette, name: str, id: str) -> None:
    found = await best(published, name)
    assert (found["id"], found["match"]) == (id, True)


@pytest.mark.parametrize(("name", "id"), [("Aguascallientes", "aguascalientes"), ("Nagoya Chamber", "nagoya")])
async def test_a_name_that_is_only_like_one_is_offered_and_not_matched(
    published: Datasette, name: str, id: str
) -> None:
    found = await best(published, name)
    assert found["id"].startswith(id)
    assert not found["match"]


async def test_only_records_of_the_type_that_is_asked_for_are_candidates(published: Datasette) -> None:
    for kind in ("organizations", ["organizations"], [{"id": "organizations"}]):
        found = await asked(published, queries={"q0": {"query": "Aguascalientes", "type": kind}})
        assert {each["type"][0]["id"] for each in found["q0"]["result"]} == {"organizations"}
    none = await asked(published, queries={"q0": {"query": "Aguascalientes", "type": "nosuch"}})
    assert none == {"q0": {"result": []}}


async def test_the_form_of_openrefine_is_answered_as_it_is_sent(published: Datasette) -> None:
    """As OpenRefine 3.6.2 sends it, run over the site: of a column with a type, and of values for its matches."""
    form = {"content-type": "application/x-www-form-urlencoded; charset=UTF-8", "user-agent": "OpenRefine/3.6.2"}
    names = (
        "queries=%7B%22q0%22%3A%7B%22query%22%3A%22%E6%97%A5%E6%9C%AC%22%2C%22type%22%3A%22places%22%2C"
        "%22type_strict%22%3A%22should%22%7D%2C%22q1%22%3A%7B%22query%22%3A%22Nagoya+Chamber%22%2C%22limit%22%3A3%7D%7D"
    )
    found = (await published.client.post("/reconcile", content=names, headers=form)).json()
    best = found["q0"]["result"][0]
    assert (best["id"], best["match"]) == ("japan", True)
    assert [each["match"] for each in found["q1"]["result"]] == [False, False, False]
    values = "extend=%7B%22ids%22%3A%5B%22japan%22%5D%2C%22properties%22%3A%5B%7B%22id%22%3A%22kind%22%7D%5D%7D"
    extended = (await published.client.post("/reconcile", content=values, headers=form)).json()
    assert extended["rows"] == {"japan": {"kind": [{"str": "country"}]}}


async def test_a_batch_is_answered_by_its_keys_by_get_too(published: Datasette) -> None:
    queries = {"q0": {"query": "Kyoto"}, "q1": {"query": "zzzz"}, "q2": {"query": ""}}
    answer = await published.client.get("/reconcile", params={"queries": json.dumps(queries)})
    found = answer.json()
    assert found["q0"]["result"][0]["id"] == "kyoto"
    assert found["q1"] == found["q2"] == {"result": []}


async def test_records_are_extended_with_values(published: Datasette) -> None:
    asking = {"ids": ["iwao-horii", "nosuch"], "properties": [{"id": "country"}, {"id": "family_name"}]}
    found = await asked(published, extend=asking)
    assert [each["id"] for each in found["meta"]] == ["country", "family_name"]
    assert found["rows"]["iwao-horii"] == {
        "country": [{"id": "japan", "name": "Japan"}],
        "family_name": [{"str": "Horii"}],
    }
    assert found["rows"]["nosuch"] == {"country": [], "family_name": []}
    proposed = json.loads(await get(published, "/reconcile/properties?type=officials"))
    assert "country" in {each["id"] for each in proposed["properties"]}


async def test_a_place_is_told_by_where_it_is_and_not_by_the_tag_of_a_language(published: Datasette) -> None:
    found = json.loads(await get(published, "/reconcile/suggest?prefix=aguascalientes"))["result"]
    assert next(each["description"] for each in found if each["id"] == "aguascalientes") == "Mexico"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("aguasc", "aguascalientes"), ("n", "nagoya"), ("Ja", "japan"), ("mé", "mexico"), ("tac", "tachi-s"),
        ("maría t", "maria-teresa-mercado"), ("日", "japan"), ("高", "yasushi-takase"), ("日産自", "nissan"),
    ],
)  # fmt: skip
async def test_names_are_suggested_from_their_first_letter_on(published: Datasette, typed: str, wanted: str) -> None:
    found = json.loads(await get(published, f"/reconcile/suggest?prefix={quote(typed)}"))["result"]
    assert wanted in [each["id"] for each in found][:5]


@pytest.mark.parametrize("typed", ["", "?", '"', "zzz"])
async def test_nothing_is_suggested_where_no_name_begins_so(published: Datasette, typed: str) -> None:
    assert json.loads(await get(published, f"/reconcile/suggest?prefix={quote(typed)}"))["result"] == []


async def test_a_preview_may_stand_in_another_page_and_no_other_page_may(published: Datasette) -> None:
    app_answer = await published.client.get("/reconcile/preview?id=jica")
    assert app_answer.status_code == 200
    assert "frame-ancestors *" in app_answer.headers["content-security-policy"]
    other = await published.client.get("/factbook/organizations/jica")
    assert "frame-ancestors 'none'" in other.headers["content-security-policy"]
    await get(published, "/reconcile/preview?id=nosuch", 404)


UNREAD = [
    {"queries": "{"}, {"queries": "[]"}, {"queries": '{"q0": "Japan"}'}, {"queries": '{"q0": {"query": 1}}'},
    {"queries": json.dumps({f"q{n}": {"query": "a"} for n in range(MOST_QUERIES + 1)})},
    {"queries": "[" * 5000}, {"extend": "{}"}, {"extend": '{"ids": "a", "properties": []}'}, {"extend": "1"},
    {"extend": '{"ids": ["a"], "properties": [{}]}'}, {"queries": '{"q0": {"query": "\\ud800"}}'},
    {"extend": '{"ids": ["\\ud800"], "properties": []}'}, {"nothing": "1"}, {},
]  # fmt: skip


@pytest.mark.parametrize("form", UNREAD, ids=range(len(UNREAD)))
async def test_what_cannot_be_read_is_a_bad_request_in_json(published: Datasette, form: dict[str, str]) -> None:
    answer = await published.client.post("/reconcile", data=form)
    assert answer.status_code in (400, 411)
    assert "error" in answer.text.lower()


@pytest.mark.parametrize("name", ["\x00", '"', "a" * 10_000, "( OR *", "\u202e", "%", "日" * 100])
async def test_no_name_makes_it_fail(published: Datasette, name: str) -> None:
    await asked(published, queries={"q0": {"query": name, "limit": -1, "properties": [{"pid": "x", "v": 1}]}})


async def test_a_body_beyond_measure_is_refused(published: Datasette) -> None:
    answer = await published.client.post("/reconcile", data={"queries": "a" * 40_000})
    assert answer.status_code == 413


async def test_other_pages_take_no_post(published: Datasette) -> None:
    for path in ("/reconcile/suggest", "/reconcile/preview", "/search"):
        assert (await published.client.post(path, data={"q": "a"})).status_code == 405


async def test_a_publisher_may_turn_it_off(database: Path) -> None:
    site = open_site(database, metadata={"title": "A", "switched_off": ["reconcile"]})
    assert (await site.client.get("/reconcile")).status_code == 404
