"""Cards as other sites will decode them, and the font that they are set in."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from PIL import Image

from factbook.pictures.card import Card, read_sign, render_card
from factbook.pictures.font import FILES, measure, missing, wrap
from factbook.schema import load_schema
from this_project import ROOT


def test_every_record_article_table_and_query_has_a_card(pictures: Path, database: Path) -> None:
    names = json.loads((pictures / "manifest.json").read_text(encoding="utf-8"))["pictures"]
    with closing(sqlite3.connect(database)) as conn:
        records = [f"cards/{kind}/{id}" for kind, id in conn.execute("select kind, id from facts")]
        articles = [f"cards/sources/{id}" for (id,) in conn.execute("select id from sources")]
    others = ["cards/site", "cards/tables/figures", "cards/queries/who_met_whom", "charts/pairs"]
    assert not [name for name in (*records, *articles, *others) if name not in names]


def test_a_card_has_the_size_that_other_sites_ask_for(pictures: Path) -> None:
    cards = sorted((pictures / "cards").rglob("*.png"))
    assert cards
    assert {Image.open(io.BytesIO(path.read_bytes())).size for path in cards} == {(1200, 630)}


def test_no_card_is_blank_and_no_two_records_have_the_same(pictures: Path) -> None:
    cards = sorted((pictures / "cards" / "figures").glob("*.png"))
    assert len({path.read_bytes() for path in cards}) == len(cards)
    assert all(Image.open(path).convert("RGB").getcolors(30) is None for path in cards), "more colours than 30"


def test_the_font_has_every_character_of_the_data_and_of_the_words_about_it(database: Path) -> None:
    with closing(sqlite3.connect(database)) as conn:
        schema = load_schema(ROOT / "schema.sql")
        tables = [*schema.fact_tables, "sources", "cross_checks", "fact_aliases", "fact_names"]
        rows = [row for table in tables for row in conn.execute(f'select * from "{table}"')]
        rows += conn.execute("select text from translations").fetchall()
    texts = [value for row in rows for value in row if isinstance(value, str)]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "translations").glob("*.po")]
    assert len(texts) > 1000
    assert missing([*texts, (ROOT / "metadata.yml").read_text(encoding="utf-8")]) == ""


def test_the_font_comes_with_its_licence() -> None:
    folder = FILES["regular"].parent
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert all(path.stat().st_size < 220_000 for path in FILES.values())


def test_a_character_without_a_glyph_is_told() -> None:
    assert missing(["México", "日本 ﷽", "\n"]) == "﷽"


def test_lines_are_as_wide_as_they_may_be_and_the_last_says_that_more_is_left() -> None:
    lines = wrap("Agreement between a prefecture and a state 日本国際協力機構", 200, 20, "bold", 3)
    assert len(lines) == 3
    assert all(measure(line, 20, "bold") <= 200 for line in lines)
    assert lines[-1].endswith("…")
    assert wrap("日本国際協力", 60, 20) == ["日本国", "際協力"]


def test_a_word_in_katakana_is_broken_only_where_it_is_wider_than_a_line() -> None:
    assert wrap("州はアグアスカリエンテス州", 225, 20) == ["州は", "アグアスカリエンテス州"]
    assert wrap("ロドリゴ・センテノ", 140, 20) == ["ロドリゴ・", "センテノ"]
    lines = wrap("アグアスカリエンテス", 100, 20)
    assert "".join(lines) == "アグアスカリエンテス"
    assert all(measure(line, 20) <= 100 for line in lines)


def test_japanese_is_broken_between_phrases_and_not_within_a_word() -> None:
    assert wrap("アグアスカリエンテス州の過去最高の輸出額", 360, 20) == ["アグアスカリエンテス州の過去最高の", "輸出額"]
    assert wrap("日本からの投資の累計", 100, 20) == ["日本からの", "投資の累計"]
    assert wrap("日本からの投資の累計", 80, 20) == ["日本から", "の投資の", "累計"]


def test_a_word_that_is_wider_than_a_line_stands_alone() -> None:
    assert wrap("a longwordofmany letters", 60, 20) == ["a", "longwordofmany", "letters"]
    assert wrap("2024年 の", 10, 20) == ["2024年", "の"]


def test_a_long_title_and_an_amount_find_room_on_one_card() -> None:
    card = Card(
        "Figure", "A very long label of a figure " * 8, "more than 37 billion $", "As reported by A", "Factbook"
    )
    image = Image.open(io.BytesIO(render_card(card)))
    assert image.size == (1200, 630)


def test_a_card_has_the_icon_that_its_project_brings(tmp_path: Path) -> None:
    card = Card("Figure", "A label", "", "As reported by A", "Factbook")
    assert read_sign(tmp_path) == ""
    (tmp_path / "static").mkdir()
    (tmp_path / "static/icon.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#00f" d="M0 0h1v1H0z"/></svg>',
        encoding="utf-8",
    )
    ours, own = (Image.open(io.BytesIO(render_card(card, sign))) for sign in ("", read_sign(tmp_path)))
    assert ours.convert("RGB").getpixel((82, 590)) == (11, 122, 88)
    assert own.convert("RGB").getpixel((82, 590)) == (0, 0, 255)
