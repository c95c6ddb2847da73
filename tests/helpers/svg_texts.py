"""Texts of a picture: where each line stands, measured by Pillow in the font that is drawn."""

from __future__ import annotations

import re
from cmath import rect
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from math import radians
from typing import NamedTuple

from lxml import etree
from PIL import ImageFont

from factbook.pictures.font import FILES

SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"(translate|rotate)\(([^)]*)\)")


class Box(NamedTuple):
    """A line of text, and where its letters are: from the left, the right, the top and the bottom of its picture."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    is_turned: bool


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
            yield Box(text, *_turned(x, y, turned, (left, left + width, up, low)), is_turned=turned != 0)


def _turned(
    x: float, y: float, turned: float, box: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """The upright box around one that is turned around the point where it begins."""
    way = rect(1, radians(turned))
    corners = [complex(across, down) * way for across in box[:2] for down in box[2:]]
    across, downward = [x + corner.real for corner in corners], [y + corner.imag for corner in corners]
    return min(across), max(across), min(downward), max(downward)


def wrongs_of(svg: etree._Element) -> list[str]:
    """What is wrong with the texts of a picture: one is cut, outside of it, or on another."""
    found = list(boxes(svg))
    width, height = float(svg.get("width") or 0), float(svg.get("height") or 0)
    cut = [f"cut: {box.text}" for box in found if re.search(r"…|\.\.\.|⋯", box.text)]
    out = [box for box in found if box.left < 0 or box.right > width or box.top < 0 or box.bottom > height]
    pairs = combinations((box for box in found if not box.is_turned), 2)
    over = [f"on each other: {one.text}, {other.text}" for one, other in pairs if on_each_other(one, other)]
    return [*cut, *(f"outside: {box.text}" for box in out), *over]


def on_each_other(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 1 and down > 1
