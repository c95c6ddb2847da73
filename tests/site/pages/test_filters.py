"""A table's address means what its reader means, its fields offer names, and a range says what it leaves out."""

from __future__ import annotations

import sqlite3
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from lxml import html

from factbook.locale import say, speaking
from factbook.site.names import Names, site_schema
from factbook.site.pages.filters import load_form, meant
from factbook.site.pages.units import units_mixed
from site_pages import get
from this_project import ROOT

SCHEMA = site_schema(ROOT)
FIGURES, AGREEMENTS = SCHEMA.tables["figures"], SCHEMA.tables["agreements"]


@pytest.mark.parametrize("name", ["Aguascalientes", "AGUASCALIENTES", "アグアスカリエンテス州"])
def test_the_name_of_a_place_stands_for_its_id(conn: sqlite3.Connection, words: Names, name: str) -> None:
    assert meant(conn, FIGURES, [("place", name)], words) == [("place", "aguascalientes")]


def test_an_id_an_unknown_name_and_other_arguments_stay_as_they_are(conn: sqlite3.Connection, words: Names) -> None:
    for argument in (("place", "aguascalientes"), ("place", "Atlantis"), ("_show", ""), ("label__contains", "")):
        assert meant(conn, FIGURES, [argument], words) is None


def test_a_blank_field_is_no_filter(conn: sqlite3.Connection, words: Names) -> None:
    assert meant(conn, AGREEMENTS, [("kind", ""), ("year__gte", "2010"), ("year__lte", "")], words) == [
        ("year__gte", "2010")
    ]


def test_a_word_of_a_closed_list_is_meant_whatever_its_case(conn: sqlite3.Connection, words: Names) -> None:
    assert meant(conn, AGREEMENTS, [("kind", "Twinning")], words) == [("kind", "twinning")]


def test_fields_offer_labels_for_references_in_their_order(conn: sqlite3.Connection, words: Names) -> None:
    form = load_form(conn, FIGURES, [("place", "aguascalientes")], words)
    place = next(field for field in form.fields if field.column == "place")
    assert ("aguascalientes", "Aguascalientes") in place.choices
    assert [label for _, label in place.choices] == sorted(label for _, label in place.choices)
    assert [(each.words, each.without) for each in form.chosen] == [("Place: Aguascalientes", "")]


def test_a_range_of_years_says_how_many_have_no_year(conn: sqlite3.Connection, words: Names) -> None:
    asked = [("kind", "twinning"), ("year__gte", "2010")]
    undated = conn.execute("select count(*) from agreements where year is null").fetchone()[0]
    (left_out,) = load_form(conn, AGREEMENTS, [("year__gte", "2010")], words).left_out
    assert (left_out.count, left_out.query) == (undated, "year__isnull=1")
    assert load_form(conn, AGREEMENTS, asked, words).left_out == ()


def test_an_order_by_amount_says_which_units_it_mixes(conn: sqlite3.Connection, words: Names) -> None:
    mixed = units_mixed(conn, FIGURES, [("_sort_desc", "value")], words)
    assert mixed
    assert mixed.more
    assert mixed.units[0][1] == f"_sort_desc=value&unit={mixed.units[0][0]}"
    assert units_mixed(conn, FIGURES, [("_sort_desc", "value"), ("unit", "USD")], words) is None
    assert units_mixed(conn, FIGURES, [("_sort", "label")], words) is None


@pytest.mark.parametrize("ending", ["", ".json"])
async def test_an_address_leads_to_the_one_that_it_means(published: Datasette, ending: str) -> None:
    answer = await published.client.get(f"/factbook/figures{ending}?place=Aguascalientes&status=")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/factbook/figures{ending}?place=aguascalientes"


@pytest.mark.parametrize("tag", ["es", "ja"])
@pytest.mark.parametrize("kind", SCHEMA.fact_tables)
async def test_menus_and_chips_say_every_value_in_the_language(published: Datasette, tag: str, kind: str) -> None:
    page = html.fromstring(await get(published, f"/{tag}/factbook/{kind}"))
    told = {name: column for name, column in SCHEMA.tables[kind].columns.items() if not column.references}
    menus = {str(menu.get("name")): menu for menu in page.xpath("//label/select") if menu.get("name") in told}
    assert menus
    asked = {}
    with speaking(tag, ROOT):
        for name, menu in menus.items():
            values = [option for option in menu if option.get("value")]
            assert [option.text for option in values] == [say(str(option.get("value"))) for option in values]
            asked[name] = str(values[0].get("value"))
        said = {say(value) for value in asked.values()}
    chosen = html.fromstring(await get(published, f"/{tag}/factbook/{kind}?{urlencode(asked)}"))
    chips = [chip.text_content() for chip in chosen.xpath("//ul[@class='chips']//a[not(@class)]")]
    assert len(chips) == len(asked)
    assert [word for word in said if not any(word in chip for chip in chips)] == []


@pytest.mark.parametrize(
    ("argument", "english", "spanish", "japanese"),
    [
        ("topic__not=trade", "Topic: not trade", "Tema: no comercio", "主題：貿易以外"),
        ("topic__startswith=t", "Topic begins with t", "Tema empieza con t", "主題がtで始まる"),
        ("topic__like=t", "Topic like t", "Tema como (like) t", "主題：t（に似る（like））"),
        ("topic__notblank=1", "Topic: not blank", "Tema: no en blanco", "主題：空白以外"),
    ],
)
async def test_a_chip_says_every_comparison_in_words(
    published: Datasette, argument: str, english: str, spanish: str, japanese: str
) -> None:
    for before, said in (("", english), ("/es", spanish), ("/ja", japanese)):
        page = html.fromstring(await get(published, f"{before}/factbook/statements?{argument}"))
        assert page.xpath("//ul[@class='chips']//a")[0].text_content().strip().startswith(said)


async def test_a_search_of_a_table_without_rows_leads_to_the_search_by_meaning(published: Datasette) -> None:
    page = html.fromstring(await get(published, "/ja/factbook/figures?_search=%E6%8A%95%E8%B3%87&_sort_desc=value"))
    (notice,) = page.xpath("//p[@class='notice']")
    link = notice.xpath("a/@href")[-1]
    assert link == "/ja/search?q=%E6%8A%95%E8%B3%87&kind=figures"
    found = html.fromstring(await get(published, link))
    assert len(found.xpath("//ol[@class='hits']/li")) > 5
    chosen = html.fromstring(await get(published, "/factbook/figures?place=asia&unit=times"))
    assert "by meaning" not in chosen.xpath("string(//p[@class='notice'])")
