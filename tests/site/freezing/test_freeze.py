"""The frozen edition: the site as files, the same addresses, links that all lead somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import html

from factbook.formats import FORMATS
from factbook.site.freezing import freeze_site
from factbook.site.freezing.addresses import Addresses
from frozen_edition import COMERCIO, TRADE, URL, Frozen, answered


def leads_to(frozen: Frozen, page: str) -> Iterator[tuple[str, str]]:
    """Each link of a page that stays in the edition, and the path of the file that it asks for."""
    for _, attribute, link, _ in html.document_fromstring(frozen[page]).iterlinks():
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path or attribute == "action":
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        yield link, posixpath.join(path, "index.html") if parts.path.endswith(("/", "..", ".")) else path


def test_every_link_of_every_page_leads_to_a_file(frozen: Frozen) -> None:
    pages = [page for page in frozen.pages() if page != "404.html"]
    dead = {
        (page, link)
        for page in pages
        for link, file in leads_to(frozen, page)
        if posixpath.normpath(file) not in frozen
    }
    assert len(pages) > 50
    assert not dead, sorted(dead)[:10]


def test_no_link_is_of_the_place_where_it_was_made(frozen: Frozen) -> None:
    rooted = {
        (page, link)
        for page in frozen.pages()
        if page != "404.html"
        for _, _, link, _ in html.document_fromstring(frozen[page]).iterlinks()
        if link.startswith("/")
    }
    assert not rooted, sorted(rooted)[:10]
    assert not [page for page in frozen.pages() if "localhost" in frozen.text(page)]


def test_a_record_stands_under_its_address_with_every_format(frozen: Frozen) -> None:
    page = frozen.text("factbook/figures/trade-2023/index.html")
    assert "Arcadia" in page
    assert 'rel="canonical" href="https://facts.example/sub/factbook/figures/trade-2023"' in page
    for ending in (".json", ".bib", ".ris", ".csljson", ".wiki", ".cite", ".jsonld"):
        assert f"factbook/figures/trade-2023{ending}" in frozen
    assert b"https://facts.example/sub/" in frozen["factbook/figures/trade-2023.cite"]


def test_programs_that_keep_references_find_on_the_page_what_it_cites(frozen: Frozen) -> None:
    """Where nobody answers unAPI: as COinS, which Zotero reads."""
    page = html.document_fromstring(frozen["factbook/figures/trade-2023/index.html"])
    cited = [dict(parse_qsl(span.get("title"))) for span in page.find_class("Z3988")]
    article, record = cited[0], cited[-1]
    assert article["rft.type"] == "newspaperArticle"
    assert article["rft.source"] == "Harbor Herald"
    assert article["rft.date"] == "2024-03-03"
    assert article["rft.identifier"].startswith("https://")
    assert (record["rft.type"], record["rft.title"]) == ("dataset", TRADE)
    assert record["rft.identifier"] == f"{URL}/factbook/figures/trade-2023"
    assert not page.find_class("unapi-id")


def test_every_form_of_a_record_is_as_the_site_answers_it(frozen: Frozen, project: Path) -> None:
    endings = (".anno.jsonld", *(f".{extension}" for extension in FORMATS))
    of_records = [path for path in frozen if path.startswith("factbook/") and path.count("/") == 2]
    forms = [path for path in of_records if path.endswith(endings)]
    assert len(forms) > 100
    answers = answered(project, [f"/{path}" for path in forms])
    assert [path for path, answer in zip(forms, answers, strict=True) if answer != frozen[path]] == []


def test_data_are_in_the_language_of_their_address_as_the_site_answers_them(frozen: Frozen, project: Path) -> None:
    assert COMERCIO in frozen.text("es/factbook/figures.csv")
    assert COMERCIO not in frozen.text("factbook/figures.csv")
    assert COMERCIO in frozen.text("es/factbook/figures/trade-2023.json")
    (csv,) = answered(project, ["/es/factbook/figures.csv"])
    assert frozen["es/factbook/figures.csv"] == csv


def test_a_tables_csv_is_whole(frozen: Frozen, project: Path) -> None:
    lines = frozen.text("factbook/citations.csv").splitlines()
    assert frozen["factbook.db"] == (project / "factbook.db").read_bytes()
    assert len(lines) > 10


def test_what_is_no_more_leads_on_or_says_why(frozen: Frozen) -> None:
    moved = frozen.text("factbook/figures/seed-bank-price/index.html")
    assert 'content="0; url=../seed-bank-cost/"' in moved
    assert "Nobody says so" in frozen.text("factbook/statements/kita-engine-tests/index.html")
    assert "url=../../figures/trade-2023/" in frozen.text("factbook/facts/trade-2023/index.html")


def test_addresses_of_releases_answer(frozen: Frozen) -> None:
    assert "url=../../../../../factbook/figures/trade-2023/" in frozen.text(
        "release/0.1.0/factbook/figures/trade-2023/index.html"
    )
    assert "port-alba" in frozen.text("release/0.0.9/factbook/figures/trade-2023/index.html")
    assert "release/0.0.9/factbook/figures.csv" in frozen
    assert "release/0.0.9/factbook.db" in frozen
    for extension in FORMATS:
        assert b"0.0.9" in frozen[f"release/0.0.9/factbook/figures/trade-2023.{extension}"]
        assert b"0.0.9" in frozen[f"release/0.0.9/factbook/sources/harbor-herald-2024.{extension}"]


def test_a_question_cited_in_the_release_leads_to_the_page_that_answers_it(frozen: Frozen) -> None:
    assert "url=../../../../factbook/figures/" in frozen.text("release/0.1.0/factbook/figures/index.html")
    assert "url=../../../../factbook/figures/" in frozen.text("es/release/0.1.0/factbook/figures/index.html")
    assert "url=../../../factbook/" in frozen.text("release/0.1.0/factbook/index.html")


def test_further_pages_of_a_kept_table_are_files_in_their_order() -> None:
    addresses, table = Addresses(frozenset()), "/release/0.0.9/factbook/figures"
    for after in ("b", "d"):
        addresses.number_page(f"{table}?after={after}")
        assert addresses.to_fetch(f"{table}?after={after}") == f"{table}?after={after}"
    assert addresses.target(f"{table}?after=d") == f"{table}/-/3"


def test_a_wrong_address_is_answered_with_links_from_the_root(frozen: Frozen) -> None:
    page = html.document_fromstring(frozen["404.html"])
    assert page.xpath("//header//a[@href='/sub/']")


def test_a_wrong_address_leads_to_the_front_page_of_the_other_language(frozen: Frozen) -> None:
    page = html.document_fromstring(frozen["404.html"])
    assert page.xpath("//header//ul/li/a[@hreflang='es']/@href") == ["/sub/es/"]
    assert "es/index.html" in frozen


def test_every_page_that_is_not_framed_has_the_switch_of_languages(frozen: Frozen) -> None:
    without = [
        page
        for page in frozen.pages()
        if not {"embed", "preview"}.intersection(page.split("/"))
        and "refresh" not in frozen.text(page)
        and not html.document_fromstring(frozen[page]).xpath("//header//ul/li/a[@hreflang='es' or @hreflang='en']")
    ]
    assert not without, without[:10]


def test_the_same_facts_give_the_same_bytes(frozen: Frozen, project: Path) -> None:
    again = dict(freeze_site(project, project / "factbook.db", URL))
    assert list(again) == list(frozen)
    assert [path for path in again if again[path] != frozen[path]] == []


def test_forms_that_need_a_server_are_not_there(frozen: Frozen) -> None:
    assert "_filter_column" not in frozen.text("factbook/figures/index.html")
