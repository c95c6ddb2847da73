"""Citing formats: each is read back by a parser that is not ours, and all say the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citable import HOSTILE_URL, METADATA, QUOTE, RELEASE
from citation_readers import (
    expected_items,
    expected_templates,
    read_all,
    read_bib,
    read_csl,
    read_ris,
    read_wiki,
    write,
)
from factbook.formats import FORMATS, UNTITLED, Edition, Entry, edition_of, entry_of_fact
from factbook.formats.wording import say, say_claim
from factbook.locale import speaking
from factbook.record import Citation, Fact, Reference, Release, Source


@pytest.mark.parametrize("extension", ["bib", "ris", "csljson"])
def test_a_parser_that_is_not_ours_reads_back_all_that_is_cited(entries: list[Entry], extension: str) -> None:
    assert read_all(entries)[extension] == expected_items(entries)


def test_wikitext_read_back_names_each_record_s_articles_with_their_passages(entries: list[Entry]) -> None:
    assert read_all(entries)["wiki"] == expected_templates(entries)


@pytest.mark.parametrize("extension", ["bib", "ris", "csljson"])
def test_an_article_is_one_work_whatever_is_cited_from_it(entries: list[Entry], extension: str) -> None:
    keys = [item.key for item in read_all(entries)[extension]]
    assert keys[:4] == ["printed", "bare", "hostile", "companies"]
    assert len(keys) == len(set(keys))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
TEXTS = TEXTS.filter(lambda text: re.search(r"[^\s\x00-\x1f\x7f-\x9f]", text) is not None)


def small_fact(title: str, author: str, quote: str) -> Fact:
    source = Source("s", title, "P", author, "2020", "https://example.org", "en", "independent", "a" * 64, 9, None)
    cited = Citation("f-1", 1, Reference("f", "places", title), source, 3, quote, "reporter", None, ("name",), 0, 9)
    return Fact("f", "places", title, "2026-11-24", (), (), (cited,), (), ())


@given(title=TEXTS, author=TEXTS, quote=TEXTS)
@example(title="}", author="and", quote="{")
@example(title="\\", author="a and b", quote="\\par{}")
@example(title="ER  - ", author="TY  - X", quote="'''''x~~~~~")
@example(title="@article{x,", author="&amp;", quote="{{cite}}|quote=")
@example(title="# comment % x", author="$x$", quote="^^ ~ _ --- `` ''")
def test_no_text_breaks_a_format(title: str, author: str, quote: str) -> None:
    entry = entry_of_fact(small_fact(title, author, quote), edition_of(METADATA, "", RELEASE))
    article = entry.articles[0]
    read = [read_ris(write("ris", [entry])), read_csl(write("csljson", [entry]))]
    read += [read_wiki(write("wiki", [entry]), [article.key, "f"]), read_bib(write("bib", [entry]))]
    assert [len(items) for items in read] == [2, 2, 2, 2]
    assert {(items[0].title, items[0].author) for items in read[:3]} == {(article.title, article.author)}
    quotation = json.loads(write("jsonld", [entry]))["citation"][0]
    assert (quotation["text"], quotation["isPartOf"]["headline"]) == (article.passages[0].quote, article.title)


def test_a_record_names_the_passages_that_prove_it_in_the_order_of_their_articles(entries: list[Entry]) -> None:
    companies = next(item for item in read_all(entries)["csljson"] if item.key == "companies")
    assert companies.paragraphs == ("2", "11", "3")
    assert companies.quotes[:2] == ("Japanese companies operate here", "more than 1,500 Japanese companies")


def test_the_language_of_an_article_is_told_to_biblatex_and_not_printed(entries: list[Entry]) -> None:
    text = write("bib", entries)
    assert "  langid = {english}," in text
    assert not re.search(r"^  language =", text, re.M)


# ── what is not printed ──


def test_no_title_is_a_description_in_brackets_in_every_format(entries: list[Entry]) -> None:
    for items in read_all(entries).values():
        assert next(item for item in items if item.key == "bare").title == UNTITLED


def test_each_line_of_ris_ends_in_cr_and_lf_the_last_of_a_work_too(entries: list[Entry]) -> None:
    text = write("ris", entries)
    assert "ER  - \r\n" in text
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    assert text.endswith("\r\n")


def test_no_date_and_no_author_are_said_as_each_style_says_it(entries: list[Entry]) -> None:
    bare = [entry for entry in entries if entry.record.key == "partnership"]
    article = write("bib", bare).partition("@misc")[0]
    assert not re.search(r"^  (author|year|month|date) =", article, re.M)
    assert "  key = {Global Times}," in article
    assert "|author=<!--Not stated--> |title=&#91;Untitled article&#93; |work=Global Times |date=n.d." in write(
        "wiki", bare
    )
    assert not re.search("^(AU|PY|DA)  -", write("ris", bare).partition("ER  -")[0], re.M)
    assert not {"author", "issued", "accessed"} & json.loads(write("csljson", bare))[0].keys()
    assert "[Untitled article], Global Times, n.d., para. 4" in write("cite", bare)


def test_no_format_has_a_date_of_access(entries: list[Entry]) -> None:
    for extension in FORMATS:
        assert not re.search("accessed|retrieved|urldate|Y2  -", write(extension, entries), re.I)


@pytest.mark.parametrize(("tag", "title", "after"), [("es", "“{}”, ", ", párr."), ("ja", "「{}」、", "、第")])
def test_a_note_has_the_signs_of_its_language(entries: list[Entry], tag: str, title: str, after: str) -> None:
    with speaking(tag):
        note = write("cite", [entries[0]])
    assert title.format(entries[0].articles[0].title) in note
    assert after in note
    assert ",”" not in note


def test_nothing_to_cite_is_an_empty_text_that_parsers_take() -> None:
    assert [write(extension, []) for extension in ("cite", "bib", "ris", "enw", "wiki")] == [""] * 5
    assert json.loads(write("csljson", [])) == []
    assert json.loads(write("jsonld", []))["@graph"] == []


# ── plain text ──


def test_a_note_in_chicago_style(entries: list[Entry]) -> None:
    companies = [entry for entry in entries if entry.record.key == "companies"]
    assert write("cite", companies) == (
        "Karina Vázquez, “Trade grows,” Daily News, June 16, 2025, para. 2 (“Japanese companies operate here”), "
        "para. 11 (“more than 1,500 Japanese companies”; Teresa Jiménez speaking), https://example.org/trade; "
        "[Untitled article], Global Times, n.d., para. 3 (“companies from Japan in Mexico”), https://example.org/bare, "
        "access date not recorded; recorded in “Japanese companies in Mexico,” A Factbook, version 0.1.0, "
        "content sha256:0123456789ab, checked November 24, 2026, https://facts.example/factbook/figures/companies.\n"
    )


def test_a_record_that_needs_no_proof_is_cited_alone(entries: list[Entry]) -> None:
    mexico = [entry for entry in entries if entry.record.key == "mexico"]
    assert write("cite", mexico).startswith("“Mexico,” A Factbook, version 0.1.0")


def test_quotation_marks_inside_a_title_become_single_in_a_note(entries: list[Entry]) -> None:
    note = write("cite", [entry for entry in entries if entry.record.key == "plenary"])
    assert "“'Q' & 'A' {brace}" in note
    assert "‘curly’" in note


def test_a_note_is_one_line(entries: list[Entry]) -> None:
    assert len(write("cite", entries).rstrip("\n").split("\n\n")) == len(entries)


# ── CSL-JSON ──

# The part of CSL's input model (1.0.2) that is used here, in JSON Schema: nothing else may stand in an item.
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
        },
        "circa": {"type": "boolean"},
    },
    "additionalProperties": False,
}
_STRINGS = ("id", "title", "container-title", "language", "URL", "note", "version", "publisher")
_ITEM = {
    "type": "object",
    "required": ["id", "type"],
    "properties": {
        **{name: {"type": "string", "minLength": 1} for name in _STRINGS},
        "type": {"enum": ["article-newspaper", "dataset"]},
        "author": {
            "type": "array",
            "items": {"type": "object", "oneOf": [{"required": ["literal"]}, {"required": ["family", "given"]}]},
        },
        "issued": _DATE,
        "custom": {"type": "object"},
    },
    "additionalProperties": False,
}


def test_csl_items_keep_to_the_input_model(entries: list[Entry]) -> None:
    jsonschema.validate(json.loads(write("csljson", entries)), {"type": "array", "items": _ITEM})


def test_csl_holds_quotes_by_themselves_too(entries: list[Entry]) -> None:
    items = {item["id"]: item for item in json.loads(write("csljson", entries))}
    assert items["companies"]["custom"]["passages"][1] == {
        "article": "printed",
        "paragraph": 11,
        "quote": "more than 1,500 Japanese companies",
        "speaker": "Teresa Jiménez",
    }


def test_dates_keep_their_precision(facts: dict[str, Fact], edition: Edition) -> None:
    def issued(published: str) -> dict[str, Any]:
        fact = facts["plenary"]
        citation = replace(fact.citations[0], source=replace(fact.citations[0].source, published=published))
        entry = entry_of_fact(replace(fact, citations=(citation,)), edition)
        assert f"date = {{{published}}}" in write("bib", [entry])
        date: dict[str, Any] = json.loads(write("csljson", [entry]))[0]["issued"]
        return {**date, "DA": re.search("DA  - (.*)\r", write("ris", [entry]))[1]}  # type: ignore[index]

    assert issued("2025") == {"date-parts": [[2025]], "DA": "2025///"}
    assert issued("2025-06") == {"date-parts": [[2025, 6]], "DA": "2025/06//"}
    assert issued("2025-06-16") == {"date-parts": [[2025, 6, 16]], "DA": "2025/06/16/"}
    assert issued("1986~") == {"date-parts": [[1986]], "circa": True, "DA": "1986///"}


def test_a_hostile_url_is_the_same_address_in_every_format(entries: list[Entry]) -> None:
    urls = {item.url for items in read_all(entries).values() for item in items if item.key == "hostile"}
    assert len(urls) == 1
    url = urls.pop()
    assert unquote(url) == HOSTILE_URL
    assert urlsplit(url).fragment == "part"
    assert url.isascii()
    assert not set(url) & set(" {}|'\"<>\\")


def test_the_quote_is_never_changed(entries: list[Entry]) -> None:
    for items in read_all(entries).values():
        assert (QUOTE,) in [item.quotes for item in items]


def test_without_a_published_address_links_begin_where_the_reader_came(facts: dict[str, Fact]) -> None:
    edition = edition_of({"site_url": ""}, "http://127.0.0.1:8001/", Release("1", "0" * 64, "", 0, 0, 0))
    assert entry_of_fact(facts["companies"], edition).record.url == "http://127.0.0.1:8001/factbook/figures/companies"


def test_a_value_that_refers_to_a_record_is_called_by_its_label(facts: dict[str, Fact]) -> None:
    words = {value.field: say(value) for value in facts["companies"].values}
    assert (words["place"], words["partner"], words["value"]) == ("Mexico", "not stated", "1,500")
    assert say({value.field: value for value in facts["plenary"].values}["date"]) == "2018 to 2023"


def test_a_statement_says_who_says_it(facts: dict[str, Fact]) -> None:
    assert say_claim(facts["expects-growth"]) == "Teresa Jiménez: Trade will grow"
