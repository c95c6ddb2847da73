"""Pictures in each language: what is written on them, with the same marks as in English."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree

from factbook.locale import speaking
from factbook.locale.metadata import in_language
from factbook.pictures.card import compose_card, say_who
from factbook.pictures.cards import cards
from factbook.pictures.font import missing
from factbook.pictures.make import Book, _in_language
from factbook.record import load_fact
from factbook.record.editions import Editions
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from svg_texts import SVG, wrongs_of
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")
METADATA = load_settings(ROOT / "metadata.yml", SCHEMA)[0].metadata
CHARTS = [chart["id"] for chart in METADATA["charts"]]
EACH = pytest.mark.parametrize("tag", ["es", "ja"])
#: Names that stand in Latin letters on a Japanese picture.
NAMES = re.compile(
    r"Mexico Business News|Mexico Industry|\(promexicoindustry\.com\)|Innovación Económica|Global Economic Times|"
    r"Página 24|Somos Industria|A contralínea|América Economía|Ministry of Foreign Affairs of Japan|"
    r"Secretaría de Relaciones Exteriores|PublicNow|Mexico.Korea CEB|RURAL|Rural|Asia|Info|News|"
    r"FOODEX|JICA|JBIC|CONALEP|USMCA|TPP|CIVAC|COMCE|Natural Earth|GeoNames|CC BY|Nissan|FIFA|[A-Z]?[a-z]+\.[a-z.]+"
)


def words_of(pictures: Path, name: str) -> list[str]:
    svg = etree.fromstring((pictures / name).read_bytes())
    return [" ".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


@EACH
@pytest.mark.parametrize("id", CHARTS)
def test_a_chart_has_the_same_marks_and_links_in_each_language(pictures: Path, tag: str, id: str) -> None:
    english, other = ((pictures / f"{way}charts/{id}.wide.svg").read_text("utf-8") for way in ("", f"{tag}/"))
    for sign in ("<path", "<a "):
        assert other.count(sign) == english.count(sign)
    assert sorted(re.findall(r'<a [^>]*href="([^"]*)"', other)) == sorted(
        re.findall(r'<a [^>]*href="([^"]*)"', english)
    )


@pytest.mark.parametrize("id", CHARTS)
def test_a_japanese_chart_says_no_word_of_english_but_names(pictures: Path, id: str) -> None:
    said = words_of(pictures, f"ja/charts/{id}.svg")
    assert len(said) > 10
    # Lines are broken within names.
    assert re.findall(r"[A-Za-z]{3,}", NAMES.sub("", " ".join(said))) == []


@pytest.mark.parametrize(("tag", "said"), [("es", "Fuentes: "), ("ja", "出典：")])
def test_a_chart_that_is_taken_away_names_its_sources_in_its_language(pictures: Path, tag: str, said: str) -> None:
    for id in CHARTS:
        words = words_of(pictures, f"{tag}/charts/{id}.svg")
        assert any(text.startswith(said) for text in words)
        assert not [text for text in words if text.startswith("Sources")]


def test_numbers_on_axes_and_shares_are_written_as_the_language_does(pictures: Path) -> None:
    assert "40％" in words_of(pictures, "ja/charts/shares.svg")
    assert "40%" in words_of(pictures, "es/charts/shares.svg")


def test_what_vega_calls_its_marks_is_not_read_out_in_english(pictures: Path) -> None:
    for path in pictures.rglob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert "roledescription" not in text
        assert "legend for" not in text


@EACH
def test_a_card_is_in_the_language_of_its_page(database: Path, tag: str) -> None:
    editions = Editions(database, SCHEMA)  # its files last as long as it does
    with speaking(tag, ROOT), closing(sqlite3.connect(editions.path(tag))) as conn:
        made = dict(cards(conn, SCHEMA, in_language(METADATA)))
        fact = load_fact(conn, "aguascalientes-japanese-investment-2024")
        assert fact
        who = say_who(fact.citations)
    card = made["figures/aguascalientes-japanese-investment-2024"]
    assert (
        card.title
        == {
            "es": "Inversión japonesa recibida por Aguascalientes en 2024",
            "ja": "2024年にアグアスカリエンテス州が受け入れた日本からの投資額",
        }[tag]
    )
    assert card.kicker == {"es": "Cifra", "ja": "数値"}[tag]
    # As the page has it in large letters.
    assert card.amount == {"es": "411\N{NO-BREAK SPACE}millones de dólares (USD)", "ja": "4億1100万米ドル"}[tag]
    assert who == {"es": "De acuerdo con ", "ja": ""}[tag] + who.removeprefix("De acuerdo con ")
    assert missing(text for card in made.values() for text in card.texts()) == ""


@pytest.mark.parametrize("tag", ["en", "es", "ja"])
def test_no_text_of_a_card_is_cut_or_outside_of_it_or_on_another(database: Path, tag: str) -> None:
    editions = Editions(database, SCHEMA)
    with speaking(tag, ROOT), closing(sqlite3.connect(editions.path(tag))) as conn:
        made = list(cards(conn, SCHEMA, in_language(METADATA) if tag != "en" else METADATA))
    assert len(made) > 200
    wrongs = {name: wrongs_of(etree.fromstring(compose_card(card))) for name, card in made}
    assert not {name: wrong for name, wrong in wrongs.items() if wrong}


def test_the_same_chart_in_a_language_gives_the_same_bytes(pictures: Path, database: Path) -> None:
    book = Book(database, ROOT, SCHEMA, METADATA)
    (shares,) = [each for each in _in_language(book, "ja") if each.name == "ja/charts/shares"]
    again = shares.render()
    assert again["ja/charts/shares.png"] == (pictures / "ja/charts/shares.png").read_bytes()


def test_only_what_stands_for_a_card_is_left_undrawn_for_the_sake_of_time(pictures: Path) -> None:
    names = json.loads((pictures / "manifest.json").read_text(encoding="utf-8"))["pictures"]
    assert {name for name in names if name.startswith(("es/", "ja/"))} == {
        f"{tag}/charts/{id}" for tag in ("es", "ja") for id in CHARTS
    }
