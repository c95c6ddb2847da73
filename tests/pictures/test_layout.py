"""What is written on charts, in each language and width: whole, inside of its picture, and not on another text."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from factbook.pictures.card import Card, compose_chart_card
from factbook.pictures.drawing import fitting
from factbook.pictures.font import measure, wrap_evenly
from factbook.pictures.layout import laid_out, text_marks, written
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from svg_texts import SVG, boxes, wrongs_of
from this_project import ROOT

CHARTS = [chart["id"] for chart in load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))[0].charts]
EACH = pytest.mark.parametrize("id", CHARTS)
TAGS = pytest.mark.parametrize("tag", ["en", "es", "ja"])
KINDS = pytest.mark.parametrize("kind", ["narrow.svg", "wide.svg", "svg"])


def drawing(pictures: Path, tag: str, id: str, kind: str) -> etree._Element:
    folder = pictures if tag == "en" else pictures / tag
    return etree.fromstring((folder / f"charts/{id}.{kind}").read_bytes())


@EACH
@TAGS
@KINDS
def test_no_text_of_a_chart_is_cut_or_outside_of_it_or_on_another(pictures: Path, tag: str, id: str, kind: str) -> None:
    svg = drawing(pictures, tag, id, kind)
    assert len(list(boxes(svg))) > 5
    assert wrongs_of(svg) == []


@TAGS
@KINDS
@pytest.mark.parametrize("id", ["claims-and-elsewhere", "agreements-and-programs", "ranks", "shares"])
def test_each_label_is_written_whole(pictures: Path, tag: str, id: str, kind: str) -> None:
    """What a link is called is what is written at it, in however many lines."""
    svg = drawing(pictures, tag, id, kind)
    names = {text.get("aria-label") for text in svg.iter(f"{SVG}text")} - {None}
    said = {"".join("".join(text.itertext()).split()) for text in svg.iter(f"{SVG}text")}
    assert names
    assert {"".join(str(name).split()) for name in names} <= said


@pytest.mark.parametrize(
    "text",
    [
        "Secretaría de Relaciones Exteriores, by PublicNow: 90,000 direct jobs (November 2024)",
        "2019年に署名した、メキシコ州と埼玉県の「友好協定」を、両県の知事が再確認した。",
    ],
)
@pytest.mark.parametrize("width", [120, 200, 330])
def test_lines_hold_the_whole_text_and_are_about_as_wide_as_each_other(text: str, width: float) -> None:
    found = wrap_evenly(text, width, 12)
    assert "".join("".join(found).split()) == "".join(text.split())
    widths = [measure(line, 12) for line in found]
    assert max(widths) <= width
    assert min(widths) > max(widths) / 3
    assert not [line for line in found if line[0] in "、。」" or line[-1] == "「"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("会員企業は1万7309社", "1万7309社"), ("de 8,816\N{NO-BREAK SPACE}millones", "8,816\N{NO-BREAK SPACE}millones")],
)
def test_a_number_is_not_broken(text: str, kept: str) -> None:
    for width in range(60, 200, 5):
        assert [line for line in wrap_evenly(text, width, 12) if kept in line] or width < measure(kept, 12)


def test_rows_are_as_high_as_their_texts_and_those_of_one_group_stand_in_one_place() -> None:
    long = "A name that is too long for a line of this width, and so stands in several of them"
    rows = [{"who": "b", "name": "short"}, {"who": "a", "name": long}, {"who": "b", "name": "short"}]
    layout = {
        "by": "who",
        "stack": [{"text": "name", "width": 150}, {"room": "mark", "height": 10}],
    }
    (first, second, third), height = laid_out(rows, "people", layout)
    assert first == third
    assert first["name_lines"] == ("short",)
    assert height == 16 * (1 + len(second["name_lines"])) + 20
    assert (first["mark_y"], second["people_y"]) == (21, 26 + (height - 26) / 2)
    (mark,) = text_marks(layout)
    assert mark["encoding"]["text"] == {"field": "name_lines"}


def test_a_card_has_the_first_groups_that_there_is_room_for() -> None:
    rows = [{"who": who, "meeting": meeting} for who in "abcd" for meeting in ("x", "y")]
    declared = {"layout": {"people": {"by": "who", "stack": [{"room": "mark", "height": 20}]}}}
    assert [row["who"] for row in fitting(declared, rows, 50)] == ["a", "a", "b", "b"]
    assert fitting(declared, rows, 80) == tuple(rows)
    assert len(fitting(declared, rows, 5)) == 2


@EACH
@TAGS
def test_a_chart_is_whole_on_its_card(pictures: Path, tag: str, id: str) -> None:
    """On a card, nothing is below what is shown of the drawing."""
    drawn = drawing(pictures, tag, id, "wide.svg")
    card = etree.fromstring(
        compose_chart_card(etree.tostring(drawn, encoding="unicode"), Card("", id, "", "", "Factbook"))
    )
    (shown,) = card.findall(f"{SVG}svg")
    assert shown.get("viewBox") == f"0 0 {float(drawn.get('width') or 0):g} {float(drawn.get('height') or 0):g}"
    assert float(shown.get("x") or 0) + float(shown.get("width") or 0) <= 1200
    assert float(shown.get("y") or 0) + float(shown.get("height") or 0) <= 630 - 80


def test_a_text_is_the_first_wording_for_which_the_row_holds_all() -> None:
    rows = [{"starts": "1999", "ends": "2003", "kind": "x"}, {"starts": "1999", "ends": None, "kind": ""}]
    texts = {"dates": ["span", "starts"], "line": ["both", "dates"], "none": ["ends"]}
    found = written(rows, texts, {"span": "{starts} to {ends:.2}", "both": "{dates}, {kind}"})
    assert [row["line"] for row in found] == ["1999 to 20, x", "1999"]
    assert [row["none"] for row in found] == ["2003", ""]
