"""The OpenAPI description is valid, and each address in it answers as it is described, on the site as it is served."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from citable import make_citable
from site_pages import get, open_site

Json = dict[str, Any]


@pytest.fixture(scope="module")
def document(site: str) -> Json:
    with urllib.request.urlopen(f"{site}/openapi.json") as answer:
        found: Json = json.load(answer)
    return found


def resolved(document: Json, part: Json) -> Json:
    """The part itself, or what it refers to."""
    reference = part.get("$ref")
    if reference is None:
        return part
    found = document
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return found


def encoded(kind: str, example: Any) -> bytes:
    return json.dumps(example).encode() if kind == "application/json" else urlencode(example).encode()


def requests_of(document: Json) -> list[tuple[str, str, dict[str, str], bytes | None]]:
    """Method, path with its query, headers and body of each operation, by its examples."""
    found = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            parameters = [resolved(document, each) for each in operation.get("parameters", [])]
            given = [each for each in parameters if "example" in each]
            filled = path
            for each in (each for each in given if each["in"] == "path"):
                filled = filled.replace(f"{{{each['name']}}}", quote(each["example"]))
            query = urlencode({each["name"]: each["example"] for each in given if each["in"] == "query"})
            headers = {each["name"]: each["example"] for each in given if each["in"] == "header"}
            content = operation.get("requestBody", {}).get("content", {})
            kind, body = next(((name, encoded(name, each["example"])) for name, each in content.items()), ("", None))
            headers |= {"Content-Type": kind} if body else {}
            found.append((method.upper(), f"{filled}?{query}" if query else filled, headers, body))
    return found


def test_the_description_is_valid(document: Json) -> None:
    validate(document)  # type: ignore[arg-type]  # it takes any mapping
    assert document["openapi"].startswith("3.1")


def test_what_is_required_has_an_example(document: Json) -> None:
    for operations in document["paths"].values():
        for operation in operations.values():
            for each in (resolved(document, each) for each in operation.get("parameters", [])):
                assert "example" in each or not each.get("required"), each


def test_every_address_answers_as_it_is_described(site: str, document: Json) -> None:
    operations = [operation for each in document["paths"].values() for operation in each.values()]
    for (method, path, headers, body), operation in zip(requests_of(document), operations, strict=True):
        request = urllib.request.Request(site + path, data=body, headers=headers, method=method)
        with urllib.request.urlopen(request) as answer:
            told = resolved(document, operation["responses"][str(answer.status)])
            kind, text = answer.headers["Content-Type"].partition(";")[0], answer.read()
        assert kind in told["content"], path
        if kind == "application/json":
            schema = {**told["content"][kind]["schema"], "components": document["components"]}
            Draft202012Validator(schema).validate(json.loads(text))


def test_every_table_of_facts_and_every_question_has_its_address(document: Json, site: str) -> None:
    with urllib.request.urlopen(f"{site}/factbook.json") as answer:
        listed = json.load(answer)
    names = {each["name"] for each in listed["queries"]} | {"figures", "places", "sources"}
    assert {f"/factbook/{name}.json" for name in names} <= set(document["paths"])


@pytest.mark.parametrize("path", ["/factbook/figures/nobody.json", "/factbook.json?sql=drop"])
def test_errors_are_as_they_are_described(site: str, document: Json, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as failed:
        urllib.request.urlopen(site + path)
    schema = {"$ref": "#/components/schemas/error", "components": document["components"]}
    Draft202012Validator(schema).validate(json.loads(failed.value.read()))


async def test_a_publisher_may_turn_it_off_and_what_is_off_is_not_described(tmp_path: Path) -> None:
    database = make_citable(tmp_path / "factbook.db")
    await get(open_site(database, metadata={"title": "Quiet", "switched_off": ["openapi"]}), "/openapi.json", 404)
    site = open_site(database, metadata={"title": "Quiet", "switched_off": ["mcp", "reconcile", "unapi"]})
    paths = json.loads(await get(site, "/openapi.json"))["paths"]
    assert not {"/mcp", "/reconcile", "/unapi"} & set(paths)
