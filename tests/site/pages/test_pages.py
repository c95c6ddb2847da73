"""Each kind of page says what it must, whatever the record lacks and whatever is in it."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from contextlib import closing
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from datasette.app import Datasette
from lxml.html import document_fromstring

from citable import HOSTILE, make_citable
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from site_pages import get, open_site
from this_project import ROOT

FIGURE = "/factbook/figures/aguascalientes-japanese-investment-2024"
ARTICLE = "/factbook/sources/mbn-takase-interview-2020"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    """The site over records that lack much and are named to break pages."""
    return open_site(make_citable(tmp_path_factory.mktemp("hostile") / "factbook.db"))


def ask(database: Path, sql: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


class Links(HTMLParser):
    """The targets of all links and forms of a page, and its ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and tag != "base":
                self.targets.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def plain(html: str) -> str:
    """The text of a page, spaces as one."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# ── every page ──


async def test_every_record_and_article_has_a_page(published: Datasette, database: Path) -> None:
    for kind, id in ask(database, "select kind, id from facts union all select 'sources', id from sources"):
        html = await get(published, f"/factbook/{kind}/{id}")
        assert 'rel="canonical"' in html
        assert "Cite this" in html


async def test_every_table_view_and_question_has_a_page(published: Datasette, database: Path) -> None:
    names = [row[0] for row in ask(database, "select name from sqlite_master where type in ('table', 'view')")]
    questions = published.metadata("databases")["factbook"]["queries"]
    for name in [*(name for name in names if not name.startswith("facts_fts")), *questions]:
        await get(published, f"/factbook/{name}")


async def test_no_link_inside_the_site_is_broken(published: Datasette) -> None:
    """From the front page, two steps deep: every link of ours leads to a page, and every #mark to a place on it."""
    seen: set[str] = set()
    steps = ["/"]
    for _ in range(2):
        found = {path for step in steps for path in await links_of(published, step)}
        steps = sorted(found - seen)
        seen |= found
    for path in sorted(seen):
        answer = await published.client.get(path)
        assert answer.status_code in (200, 302), f"{path}: {answer.text}"


async def links_of(site: Datasette, path: str) -> list[str]:
    answer = await site.client.get(path)
    if not answer.headers["content-type"].startswith("text/html"):
        return []
    page = Links(answer.text)
    assert len(page.ids) == len(set(page.ids)), f"{path} has an id twice"
    marks = {target[1:] for target in page.targets if target.startswith("#") and len(target) > 1}
    assert marks <= set(page.ids), path
    return [target.partition("#")[0] for target in page.targets if re.match(r"/(?!/)", target)]


async def test_every_link_to_csv_gives_the_complete_table(published: Datasette, database: Path) -> None:
    for path in ("/factbook/statements", "/factbook/statements?act=said&_size=5", "/timeline", "/charts"):
        links = [link for link in Links(await get(published, path)).targets if ".csv" in link]
        assert links
        assert all("_stream=on" in link for link in links)
    whole = list(csv.reader(io.StringIO(await get(published, "/factbook/citations.csv?_stream=on&_size=max"))))
    assert len(whole) - 1 == ask(database, "select count(*) from citations")[0][0]


# ── a fact's page ──


async def test_a_value_carries_the_mark_of_its_proof_and_the_quote_stands_below(published: Datasette) -> None:
    html = await get(published, FIGURE)
    assert re.search(r"411,000,000 USD read in the quote Proof \[1\]", plain(html))
    assert '<a href="#proof-1"><span class="unseen">Proof </span>[1]</a>' in html
    assert "Aguascalientes received $411 million USD" in html
    assert "paragraph 11" in html
    assert "#:~:text=" in html


async def test_a_quote_of_somebody_names_and_leads_to_who_says_it(published: Datasette, database: Path) -> None:
    by = "select fact, kind, speaker from fact_citations where speaker_kind = 'officials' limit 1"
    fact, kind, speaker = ask(database, by)[0]
    assert f'Attributed to <a href="/factbook/officials/{speaker}">' in await get(published, f"/factbook/{kind}/{fact}")


async def test_bounds_are_written_out_and_the_unknown_is_not_stated(published: Datasette) -> None:
    html = await get(published, "/factbook/figures/japanese-companies-in-mexico")
    assert "More than 1,500 companies" in html
    assert "Not stated in the articles: period" in plain(html)
    assert "None" not in html


async def test_a_calculated_value_shows_the_sum_and_an_inferred_one_the_reason(
    published: Datasette, database: Path
) -> None:
    """Beside the value, a single one and a list alike."""
    derived = ask(database, "select fact, kind, field, reason from derivations join facts on facts.id = fact")
    for fact, kind, _, reason in derived:
        text = plain(await get(published, f"/factbook/{kind}/{fact}"))
        if reason.startswith("="):
            assert re.search(r"calculated: \d{4}( [−+] \d+)? – ", text), fact
        else:
            assert f"inferred by an editor: {reason}" in text, fact


async def test_cross_checks_stand_under_elsewhere(published: Datasette, database: Path) -> None:
    kind, fact, url = ask(database, "select kind, fact, url from cross_checks join facts on facts.id = fact limit 1")[0]
    html = await get(published, f"/factbook/{kind}/{fact}")
    assert '<h2 id="elsewhere">' in html
    assert url.replace("&", "&amp;") in html


async def test_report_an_error_is_offered_where_somebody_answers_with_the_id_filled_in(database: Path) -> None:
    assert "Report an error" not in await get(open_site(database), FIGURE)
    said = {**load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))[0].metadata}
    site = open_site(database, metadata={**said, "report_error": "mailto:x@example.org?subject={id}"})
    assert 'href="mailto:x@example.org?subject=aguascalientes-japanese-investment-2024"' in await get(site, FIGURE)


async def test_a_place_shows_what_refers_to_it(published: Datasette) -> None:
    html = await get(published, "/factbook/places/aguascalientes")
    for heading in ("Figures for this place", "Agreements it is a party to", "Plants here"):
        assert heading in html


async def test_the_register_leads_to_the_record(published: Datasette) -> None:
    answer = await published.client.get("/factbook/facts/nissan")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/factbook/organizations/nissan"


async def test_an_article_lists_its_facts_by_paragraph_and_what_holds_none(
    published: Datasette, database: Path
) -> None:
    html = await get(published, ARTICLE)
    numbers = [int(number) for number in re.findall(r'id="paragraph-(\d+)"', html)]
    assert numbers == sorted(numbers)
    paragraphs = ask(database, "select paragraphs, sha256 from sources where id = 'mbn-takase-interview-2020'")[0]
    assert len(numbers) == paragraphs[0]
    assert paragraphs[1] in html


async def test_a_paragraph_of_an_article_names_a_fact_once_and_a_quote_its_number(
    published: Datasette, database: Path
) -> None:
    page = document_fromstring(await get(published, ARTICLE))
    proved = "select paragraph, quote, kind, f.id from citations c join facts f on f.id = c.fact where source = '{}'"
    expected = {
        (str(paragraph), quote, f"/factbook/{kind}/{id}")
        for paragraph, quote, kind, id in ask(database, proved.format(ARTICLE.rpartition("/")[2]))
    }
    shown = set()
    for paragraph in page.xpath("//li[starts-with(@id, 'paragraph-')]"):
        number = paragraph.get("id").removeprefix("paragraph-")
        facts = paragraph.xpath(".//*[contains(@class, 'proved')]/li/a/@href")
        assert len(facts) == len(set(facts))
        for quote in paragraph.xpath(".//ul[@class='quotes']/li"):
            marks = quote.xpath("span/a/text()")
            numbers = [n for mark in marks for n in in_full(mark)] if marks else range(1, len(facts) + 1)
            assert all(
                page.get_element_by_id(link.removeprefix("#")) is not None for link in quote.xpath("span/a/@href")
            )
            shown |= {(number, quote.xpath("string(a/q)"), facts[n - 1]) for n in numbers}
    assert shown == expected


def in_full(mark: str) -> range:
    """The numbers that a mark stands for: "[2–4]" for 2, 3 and 4."""
    first, _, last = mark.strip("[]").partition("–")
    return range(int(first), int(last or first) + 1)


async def test_what_lacks_title_author_date_or_copy_says_so(hostile: Datasette) -> None:
    html = await get(hostile, "/factbook/sources/bare")
    for said in ("Article without a printed title", "none printed", "not printed", "none recorded", "not recorded"):
        assert said in html


async def test_hostile_names_stay_text(hostile: Datasette) -> None:
    for path in ("/", "/factbook/meetings/plenary", "/factbook/meetings", "/factbook/sources/hostile", "/timeline",
                 "/search?q=bold", "/factbook/fact_citations", "/about"):  # fmt: skip
        html = await get(hostile, path)
        assert "<b>日本</b>" not in html
    assert "&lt;b&gt;日本&lt;/b&gt;" in await get(hostile, "/factbook/meetings/plenary")
    assert HOSTILE not in await get(hostile, f"/search?q={HOSTILE[:20]}")


# ── the other pages ──


async def test_the_dictionary_explains_every_column(published: Datasette) -> None:
    html = await get(published, "/dictionary")
    for table in load_schema(ROOT / "schema.sql").tables.values():
        assert f'id="{table.name}"' in html
        for column in table.columns.values():
            assert f"<code>{column.name}</code>" in html


async def test_the_front_page_counts_what_there_is(published: Datasette, database: Path) -> None:
    html = await get(published, "/")
    facts = ask(database, "select count(distinct fact) from citations")[0][0]
    sources = ask(database, "select sources from release")[0][0]
    assert f"{facts} facts from {sources} articles" in html
    assert html.count('class="asks"') == 1


async def test_each_question_of_the_front_page_has_an_answer(published: Datasette) -> None:
    for question in published.metadata("questions"):
        path, _, arguments = question["path"].partition("?")
        answer = await published.client.get(f"{path}.json?_shape=array&{arguments}")
        assert answer.json(), question["ask"]


async def test_tables_show_records_by_their_label(published: Datasette) -> None:
    html = await get(published, "/factbook/figures")
    assert '<a href="/factbook/officials/yasushi-takase">Yasushi Takase</a>' in html
    assert "<em>yasushi-takase</em>" not in html
    assert 'href="/factbook/figures/' in await get(published, "/factbook/figures_of_a_place?place=mexico")


async def test_the_data_page_folds_away_what_only_confuses(published: Datasette) -> None:
    html = await get(published, "/factbook")
    assert "problem_" not in html.partition("Hidden tables")[0]
    assert "agreement_parties" not in html.partition("Hidden tables")[0]


async def test_json_is_datasettes_own_and_csv_begins_with_its_columns(published: Datasette) -> None:
    answer = await published.client.get(f"{FIGURE}.json?_shape=array")
    assert answer.json()[0]["value"] == 411000000
    assert (await published.client.get("/factbook/figures.csv")).text.startswith("\ufeffid,")
    assert (await published.client.get("/factbook.json?sql=select+1")).json()["rows"] == [[1]]
