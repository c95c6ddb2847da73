"""Web Annotations: each citation is one, as W3C's data model has it, and its words stand in its article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from jsonschema import Draft202012Validator

from citable import make_citable
from factbook.formats.annotation import MEDIA_TYPE
from site_pages import get, open_site

_IRI = {"type": "string", "format": "uri", "pattern": "^https?://[!-~]+$"}
_MOTIVATIONS = (
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
)  # fmt: skip
_SELECTOR = {
    "type": "object",
    "required": ["type", "exact"],
    "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}},
}
_PAGE_BODY = {"required": ["id"], "properties": {"id": _IRI, "type": {"const": "Text"}}, "not": {"required": ["value"]}}
_TEXT_BODY = {
    "required": ["type", "value"],
    "properties": {"type": {"const": "TextualBody"}, "purpose": {"enum": list(_MOTIVATIONS)}},
}
# What the Web Annotation Data Model says an annotation must have, and of what is used here, how (3.1 to 3.3, 4, 4.2.4).
ANNOTATION: dict[str, Any] = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": _IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": list(_MOTIVATIONS)},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "rights": _IRI,
        "creator": {"type": "object", "required": ["type", "name"]},
        "body": {
            "type": "array",
            "items": {"oneOf": [_PAGE_BODY, _TEXT_BODY]},
        },
        "target": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["source"], "properties": {"source": _IRI, "selector": _SELECTOR}},
        },
    },
    "additionalProperties": False,
}
_PAGE = {
    "type": "object",
    "required": ["id", "type", "items"],
    "properties": {"type": {"const": "AnnotationPage"}, "items": {"type": "array", "items": ANNOTATION}},
}
# Collections and their pages (5.1, 5.2).
COLLECTION = {
    "type": "object",
    "required": ["@context", "id", "type"],
    "properties": {"type": {"const": "AnnotationCollection"}, "total": {"type": "integer"}, "first": _PAGE},
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_citable(tmp_path_factory.mktemp("annotated") / "factbook.db")


@pytest.fixture(scope="module")
def pages(small: Path) -> Datasette:
    return open_site(small, metadata={"title": "A Factbook", "license_url": "https://example.org/license"})


async def collection(pages: Datasette, path: str) -> list[dict[str, Any]]:
    document = json.loads(await get(pages, f"/factbook/{path}.anno.jsonld"))
    Draft202012Validator(COLLECTION).validate(document)
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items: list[dict[str, Any]] = document.get("first", {}).get("items", [])
    assert document["total"] == len(items)
    return items


async def test_each_citation_of_a_record_is_an_annotation_of_its_words_in_its_article(pages: Datasette) -> None:
    items = await collection(pages, "figures/companies")
    assert [item["id"].rpartition("/")[2] for item in items] == [f"companies-{n}.anno.jsonld" for n in (1, 2, 3)]
    assert items[0]["target"] == [
        {
            "source": "https://example.org/trade",
            "selector": {"type": "TextQuoteSelector", "exact": "more than 1,500 Japanese companies"},
        }
    ]
    assert items[0]["body"][0]["id"] == "http://localhost/factbook/figures/companies"
    assert [body["value"] for body in items[0]["body"][2:]] == ["qualifier", "unit", "value"]


async def test_an_article_has_the_annotations_of_all_facts_that_cite_it(pages: Datasette) -> None:
    found = {item["body"][0]["id"].rpartition("/")[2] for item in await collection(pages, "sources/printed")}
    assert found == {"companies", "teresa-jimenez", "expects-growth"}


async def test_an_annotation_is_had_under_its_own_id(pages: Datasette) -> None:
    for item in await collection(pages, "figures/companies"):
        document = json.loads(await get(pages, item["id"].removeprefix("http://localhost")))
        assert document == {"@context": "http://www.w3.org/ns/anno.jsonld", **item}


async def test_a_record_without_citations_has_an_empty_collection(pages: Datasette) -> None:
    assert await collection(pages, "places/mexico") == []


async def test_they_are_of_the_type_that_is_theirs(pages: Datasette) -> None:
    answer = await pages.client.get("/factbook/figures/companies.anno.jsonld")
    assert answer.headers["content-type"] == MEDIA_TYPE


async def test_hostile_words_and_addresses_keep_to_the_model(pages: Datasette) -> None:
    (item,) = await collection(pages, "meetings/plenary")
    assert " " not in item["target"][0]["source"]


@pytest.mark.parametrize("path", ["figures/nobody", "places/companies", "citations/companies-9", "sources/nobody"])
async def test_what_there_is_not_is_a_404(pages: Datasette, path: str) -> None:
    await get(pages, f"/factbook/{path}.anno.jsonld", 404)


async def test_a_publisher_may_turn_them_off(small: Path) -> None:
    site = open_site(small, metadata={"title": "Quiet", "switched_off": ["annotations"]})
    await get(site, "/factbook/figures/companies.anno.jsonld", 404)
    assert "anno.jsonld" not in await get(site, "/factbook/figures/companies")
