"""JSON-LD in the words of schema.org: what a record is, what is claimed of it, and the quotations that prove it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

from citable import HOSTILE, METADATA, RELEASE
from citation_readers import write
from factbook.formats import Edition, Entry, edition_of, entry_of_fact
from factbook.record import Fact, load_facts


def test_json_ld_is_a_claim_that_cites_quotations_of_articles(entries: list[Entry]) -> None:
    claim = json.loads(write("jsonld", entries[:1]))
    quotation = claim["citation"][1]
    assert (claim["@context"], claim["@type"]) == ("https://schema.org", "Claim")
    assert claim["@id"] == "https://facts.example/factbook/figures/companies"
    assert claim["text"] == "Japanese companies in Mexico: more than 1,500 companies"
    assert claim["about"] == [
        {"@type": "Place", "@id": "https://facts.example/factbook/places/mexico", "name": "Mexico"}
    ]
    assert claim["isPartOf"]["version"] == "0.1.0"
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "more than 1,500 Japanese companies"
    speaker = "https://facts.example/factbook/officials/teresa-jimenez"
    assert quotation["spokenByCharacter"] == {"@type": "Person", "@id": speaker, "name": "Teresa Jiménez"}
    assert quotation["isPartOf"]["headline"] == "Trade grows"


def test_json_ld_cannot_end_the_script_element_that_holds_it(entries: list[Entry]) -> None:
    text = write("jsonld", entries)
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"][1]["name"] == HOSTILE


def test_what_a_record_is_follows_from_the_role_of_its_table(conn: sqlite3.Connection, edition: Edition) -> None:
    wanted = {"teresa-jimenez": "Person", "mexico": "Place", "plenary": "Event", "partnership": "Claim"}
    for fact in load_facts(conn, wanted):
        node = json.loads(write("jsonld", [entry_of_fact(fact, edition)]))
        assert node["@type"] == wanted[fact.id]
        assert node["name"] == fact.label
        claim = node if node["@type"] == "Claim" else node.get("subjectOf")
        assert (claim is not None) == bool(fact.citations)
        for quotation in claim["citation"] if claim else ():
            assert (quotation["@type"], quotation["isPartOf"]["@type"]) == ("Quotation", "NewsArticle")


def test_an_event_has_its_days_and_an_edtf_date_that_is_no_iso_date_is_left_out(
    facts: dict[str, Fact], edition: Edition
) -> None:
    def days(date: str) -> tuple[str | None, str | None]:
        plenary = facts["plenary"]
        values = tuple(replace(v, value=date) if v.field == "date" else v for v in plenary.values)
        node = json.loads(write("jsonld", [entry_of_fact(replace(plenary, values=values), edition)]))
        return node.get("startDate"), node.get("endDate")

    assert days("2018/2023") == ("2018", "2023")
    assert days("2025-06-16") == ("2025-06-16", None)
    assert days("[..2021-03]") == days("1986~") == (None, None)


def test_wherever_the_dataset_is_named_it_says_what_it_is_and_who_made_it(entries: list[Entry]) -> None:
    metadata = {**METADATA, "description": "Facts.", "released": "2026-11-28"}
    edition = edition_of(metadata, "", RELEASE)
    record = replace(entries[0].record, edition=edition)
    whole = json.loads(write("jsonld", [replace(entries[0], record=record)]))["isPartOf"]
    maker = {"@type": "Organization", "name": "A Factbook contributors"}
    assert whole == {
        "@type": "Dataset", "@id": "https://facts.example/", "url": "https://facts.example/", "name": "A Factbook",
        "description": "Facts.", "version": "0.1.0", "identifier": "sha256:0123456789ab",
        "license": "https://example.org/license", "creator": maker, "publisher": maker, "datePublished": "2026-11-28",
    }  # fmt: skip


def test_an_article_s_page_is_about_the_article(entries: list[Entry]) -> None:
    page = json.loads(write("jsonld", entries[-3:-2]))
    assert (page["@type"], page["about"]["@type"], page["about"]["headline"]) == (
        "WebPage",
        "NewsArticle",
        "Trade grows",
    )


def test_other_names_of_a_thing_are_given_with_their_languages(facts: dict[str, Fact], edition: Edition) -> None:
    mexico = replace(facts["mexico"], aliases=("the country",), names=(("México", "es"), ("メキシコ", "ja")))
    assert json.loads(write("jsonld", [entry_of_fact(mexico, edition)]))["alternateName"] == [
        "the country",
        {"@value": "México", "@language": "es"},
        {"@value": "メキシコ", "@language": "ja"},
    ]
