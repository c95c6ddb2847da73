"""What is written on charts, in each language and width: whole, inside of its picture, and nothing over another text.

Widths are measured by Pillow in the font that is drawn; ours are another way to them.
"""

from __future__ import annotations

import re
from cmath import rect
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from math import radians
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree
from PIL import ImageFont

from factbook.pictures.font import FILES, measure, wrap_evenly
from factbook.pictures.layout import laid_out, text_marks, written
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from this_project import ROOT

CHARTS = [chart["id"] for chart in load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))[0].charts]
SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"(translate|rotate)\(([^)]*)\)")


class Box(NamedTuple):
    """A line of text, and where its letters are: from the left, the right, the top and the bottom of its picture."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@cache
def font(weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FILES[weight]), 100)


def lines(node: etree._Element) -> Iterator[tuple[str, float]]:
    """The lines of a text, and how far each is below the first."""
    spans, down = node.findall(f"{SVG}tspan"), 0.0
    for span in spans or [node]:
        down += float(span.get("dy") or 0) if spans else 0
        yield span.text or "", down


def moved(node: etree._Element) -> tuple[float, float, float]:
    """Where the text begins in its picture, and by how many degrees it is turned."""
    x = y = turned = 0.0
    if node.get("x"):
        x, y = float(node.get("x") or 0), float(node.get("y") or 0)
    for each in (node, *node.iterancestors()):
        for kind, said in _MOVE.findall(each.get("transform") or ""):
            numbers = [float(number) for number in re.split(r"[ ,]+", said)]
            if kind == "rotate":
                turned += numbers[0]
            else:
                x, y = x + numbers[0], y + (numbers[1] if len(numbers) > 1 else 0)
        if each is not node and each.tag == f"{SVG}svg":
            x, y = x + float(each.get("x") or 0), y + float(each.get("y") or 0)
    return x, y, turned


def boxes(svg: etree._Element) -> Iterator[Box]:
    """Where each line of each text stands."""
    for node in svg.iter(f"{SVG}text"):
        size = float((node.get("font-size") or "").removesuffix("px"))
        weight = "bold" if node.get("font-weight") in ("bold", "700") else "regular"
        x, y, turned = moved(node)
        for text, down in lines(node):
            width = font(weight).getlength(text) * size / 100
            left = {"start": 0.0, "middle": -width / 2, "end": -width}[node.get("text-anchor") or "start"]
            up, low = down - 0.8 * size, down + 0.2 * size
            yield Box(text, *_turned(x, y, turned, (left, left + width, up, low)))


def _turned(x: float, y: float, turned: float, box: tuple[float, float, float, float]) -> tuple[float, ...]:
    """The upright box around one that is turned around the point where it begins."""
    way = rect(1, radians(turned))
    corners = [complex(across, down) * way for across in box[:2] for down in box[2:]]
    across, downward = [x + corner.real for corner in corners], [y + corner.imag for corner in corners]
    return min(across), max(across), min(downward), max(downward)


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
    found = list(boxes(svg))
    assert len(found) > 5
    assert not [box.text for box in found if re.search(r"…|\.\.\.|⋯", box.text)]
    width, height = float(svg.get("width") or 0), float(svg.get("height") or 0)
    assert not [box for box in found if box.left < 0 or box.right > width or box.top < 0 or box.bottom > height]
    upright = [box for box in found if box.bottom - box.top < 30]
    assert not [(one.text, other.text) for one, other in combinations(upright, 2) if on_each_other(one, other)]


def on_each_other(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 1 and down > 1


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
    rows = [{"who": "b", "name": "short"}, {"who": "a", "name": long}, {"who": "b", "name": "short"}, {"who": "c"}]
    layout = {
        "by": "who",
        "skip": {"who": "c"},
        "stack": [{"text": "name", "width": 150}, {"room": "mark", "height": 10}],
    }
    (first, second, third, left), height = laid_out(rows, "people", layout)
    assert first == third
    assert first["name_lines"] == ["short"]
    assert height == 16 * (1 + len(second["name_lines"])) + 20
    assert (first["mark_y"], second["people_y"]) == (21, 26 + (height - 26) / 2)
    assert left == {"who": "c"}
    (mark,) = text_marks(layout)
    assert mark["encoding"]["text"] == {"field": "name_lines"}


def test_a_text_is_the_first_wording_for_which_the_row_holds_all() -> None:
    rows = [{"starts": "1999", "ends": "2003", "kind": "x"}, {"starts": "1999", "ends": None, "kind": ""}]
    texts = {"dates": ["span", "starts"], "line": ["both", "dates"], "none": ["ends"]}
    found = written(rows, texts, {"span": "{starts} to {ends:.2}", "both": "{dates}, {kind}"})
    assert [row["line"] for row in found] == ["1999 to 20, x", "1999"]
    assert [row["none"] for row in found] == ["2003", ""]
