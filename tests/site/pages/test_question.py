"""A table, a filtered table and SQL are cited as themselves: words, rows, digest of the answer, release."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette

from citable import RELEASE, add_figures, make_citable
from citation_readers import read_bib, read_csl, read_ris
from factbook.formats import FORMATS, edition_of
from factbook.locale import speaking
from factbook.site.pages.question import ask, digest_of, entry_of_question
from site_pages import get, open_site

TABLE = "/factbook/figures.{}?unit=things&value__lt=50&_cite=question"
SQL = "select kind, count(*) as n from facts where kind <> :kind group by kind"
IN_SQL = "/factbook.{}?" + urlencode({"sql": SQL, "kind": "places", "_cite": "question"})


def built(path: Path) -> Datasette:
    add_figures(make_citable(path), 120)
    return open_site(path, settings={"max_returned_rows": 150})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    return built(tmp_path_factory.mktemp("questions") / "factbook.db")


async def test_a_filtered_table_is_cited_with_its_words_rows_and_digest(site: Datasette) -> None:
    text = await get(site, TABLE.format("cite"))
    assert text.startswith("“Figures: Unit: things, Number: less than 50, sorted by ")
    assert "50 rows, answer sha256:" in text
    assert "version 0.1.0, content sha256:0123456789ab" in text
    assert text.endswith("http://localhost/release/0.1.0/factbook/figures?unit=things&value__lt=50.\n")


async def test_sql_is_cited_with_itself_and_its_parameters(site: Datasette) -> None:
    (item,) = json.loads(await get(site, IN_SQL.format("csljson")))
    assert item["title"] == f"SQL: {SQL} (kind = places)"
    assert item["note"].startswith("5 rows, answer sha256:")
    assert item["URL"].startswith("http://localhost/release/0.1.0/factbook?sql=select+kind")


async def test_the_address_that_is_cited_gives_the_answer(site: Datasette) -> None:
    for path in (TABLE, IN_SQL):
        (item,) = json.loads(await get(site, path.format("csljson")))
        await get(site, item["URL"].removeprefix("http://localhost"))


async def test_a_question_of_the_site_is_cited_by_its_title(site: Datasette) -> None:
    text = await get(site, "/factbook/facts_of_an_article.cite?article=bare&_cite=question")
    assert "(article = bare)" in text
    assert "2 rows, answer sha256:" in text


@pytest.mark.parametrize("extension", list(FORMATS))
async def test_every_format_names_the_question_once_and_its_digest(site: Datasette, extension: str) -> None:
    text = await get(site, IN_SQL.format(extension))
    (digest,) = set(re.findall(r"answer sha256:([0-9a-f]{64})", text))
    assert digest in text
    items = {"bib": read_bib, "ris": read_ris, "csljson": read_csl}.get(extension, lambda _: [None])(text)
    assert len(items) == 1


async def test_the_same_facts_built_anew_have_the_same_digest(site: Datasette, tmp_path: Path) -> None:
    again = built(tmp_path / "factbook.db")
    for path in (TABLE, IN_SQL):
        assert await get(again, path.format("ris")) == await get(site, path.format("ris"))


async def test_another_answer_has_another_digest(site: Datasette, tmp_path: Path) -> None:
    path = make_citable(tmp_path / "factbook.db")
    add_figures(path, 120)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("update figures set value = 49.5 where id = 'extra-49'")
    assert await get(open_site(path), TABLE.format("cite")) != await get(site, TABLE.format("cite"))


async def test_what_a_page_shows_of_an_answer_changes_nothing(site: Datasette) -> None:
    text = await get(site, TABLE.format("cite"))
    for more in ("&_size=5", "&_col=label", "&_nocol=unit", "&_facet=status"):
        assert await get(site, TABLE.format("cite") + more) == text


def test_a_digest_does_not_depend_on_the_order_of_rows() -> None:
    assert digest_of(["a"], ["[1]", "[2]"]) == digest_of(["a"], ["[2]", "[1]"]) != digest_of(["b"], ["[1]", "[2]"])


async def test_an_answer_without_rows_is_cited_too(site: Datasette) -> None:
    assert "0 rows, answer sha256:" in await get(site, "/factbook/figures.cite?unit=none&_cite=question")


async def test_an_answer_that_is_cut_off_is_not_cited(site: Datasette) -> None:
    sql = urlencode({"sql": "select a.id from facts a, facts b", "_cite": "question"})
    assert "more than 150 rows" in await get(site, f"/factbook.cite?{sql}", 400)


async def test_two_questions_with_the_same_answer_are_two_works(site: Datasette) -> None:
    texts = [await get(site, f"/factbook/figures.bib?unit={unit}&_cite=question") for unit in ("none", "nothing")]
    keys = {re.findall(r"@misc\{([^,]+),", text)[0] for text in texts}
    assert len(keys) == 2
    assert len({re.findall(r"answer sha256:\w+", text)[0] for text in texts}) == 1


async def test_a_record_is_no_question(site: Datasette) -> None:
    await get(site, "/factbook/figures/companies.cite?_cite=question", 400)


PAGES = (
    "/factbook/figures?unit=things&_size=5",
    "/factbook/facts_of_an_article?article=bare",
    f"/factbook?{urlencode({'sql': SQL, 'kind': 'places'})}",
)


@pytest.mark.parametrize("page", PAGES)
async def test_pages_of_questions_lead_to_their_citations(site: Datasette, page: str) -> None:
    links = [unescape(link) for link in re.findall(r'href="([^"]+_cite=question)"', await get(site, page))]
    assert len(links) == 4
    for link in links:
        assert "answer sha256:" in await get(site, link)


def test_an_answer_in_another_language_is_cited_where_it_is_given_so() -> None:
    edition = edition_of({"title": "A Factbook", "site_url": "https://facts.example"}, "", RELEASE)
    question = ask("Figures", "/factbook/figures", "", ["id"], [{"id": "a"}])
    with speaking("es"):
        assert entry_of_question(question, edition).record.url == (
            "https://facts.example/es/release/0.1.0/factbook/figures"
        )
