"""A table shows at first what says most, and then what its reader chooses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from datasette.app import Datasette
from lxml import html

from factbook.locale import speaking
from factbook.site.names import Names, site_schema
from factbook.site.pages.columns import cell, possible, row_html, shown
from factbook.site.pages.rows import TableRow, load_rows
from site_pages import get
from this_project import ROOT

SCHEMA = site_schema(ROOT)


def one(database: Path, words: Names, table: str, id: str) -> TableRow:
    with closing(sqlite3.connect(database)) as connection:
        return next(load_rows(connection, [id], SCHEMA.tables[table], words))


def test_a_figure_is_said_in_words_with_its_place_time_and_article(database: Path, words: Names) -> None:
    table = SCHEMA.tables["figures"]
    row = one(database, words, "figures", "japanese-companies-in-mexico")
    cells = {each.key: cell(row, each.key, words) for each in shown(table, words)}
    assert list(cells)[:3] == ["amount-in-words", "place", "when-in-words"]
    assert cells["amount-in-words"] == "more than 1,500 companies"
    assert cells["place"] == '<a href="/factbook/places/mexico">Mexico</a>'


def test_what_another_source_says_otherwise_is_flagged(database: Path, words: Names) -> None:
    row = one(database, words, "figures", "aguascalientes-japanese-investment-since-1999")
    flag = cell(row, "other-sources", words)
    assert flag.startswith('<a class="differs" href="/factbook/figures/aguascalientes-japanese-investment-since-1999#')


def test_an_agreement_has_its_parties_and_its_status_with_the_day(database: Path, words: Names) -> None:
    row = one(database, words, "agreements", "kanagawa-aguascalientes-mou-2014")
    assert "Kanagawa Prefecture</a>, " in cell(row, "parties", words).replace("Aguascalientes</a>, ", "") + ", "
    assert cell(row, "status", words) == "signed, as of 24 November 2020"
    assert cell(row, "when-in-words", words) == "signed 2014"
    with speaking("ja", ROOT):
        row = one(database, words, "agreements", "kanagawa-aguascalientes-mou-2014")
        assert "</a>、<a" in cell(row, "parties", words)
        assert cell(row, "status", words).striptags() == "署名済み、2020年11月24日時点"
        assert cell(row, "when-in-words", words) == "署名済み：2014年"


def test_a_reader_chooses_columns_and_what_there_is_none_of_is_left_out(words: Names) -> None:
    table = SCHEMA.tables["figures"]
    assert [each.key for each in shown(table, words, ["note", "no-such", "scope", "note"])] == ["note", "scope"]
    assert shown(table, words, ["no-such"]) == shown(table, words)


def test_every_column_that_can_be_chosen_has_a_name_and_a_meaning(words: Names) -> None:
    for kind in words.kinds():
        assert all(each.name and each.means for each in possible(SCHEMA.tables[kind], words))


def test_each_cell_says_its_columns_name_for_phones(database: Path, words: Names) -> None:
    table = SCHEMA.tables["figures"]
    html = row_html(one(database, words, "figures", "japanese-companies-in-mexico"), shown(table, words), words)
    assert html.count("data-label=") == len(shown(table, words))


def test_a_question_calls_a_column_as_all_tables_do_that_have_it(words: Names) -> None:
    named = {
        column: words.label(None, column) for column in ("qualifier", "verdict", "act", "meeting", "role", "other")
    }
    assert named == {
        "qualifier": "Precision",
        "verdict": "Comparison",
        "act": "Kind of statement",
        "meeting": "Meeting",
        "role": "Role",
        "other": "Other",
    }
    assert words.label("statements", "meeting") == "Said at"


async def test_a_column_is_counted_once_though_its_counts_are_asked_for_too(published: Datasette) -> None:
    page = html.fromstring(await get(published, "/factbook/figures?_facet=place&_facet=period"))
    counted = [head.text.strip() for head in page.xpath("//div[@class='facets']//h2")]
    assert sorted(counted) == ["Measure", "Period", "Place", "Status", "Unit"]
