"""Texts and drawings laid on one sheet: SVG that stands alone, in the colours of a light page, and as PNG.

A picture that leaves the site says on itself what it shows, in which unit, and where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from factbook.pictures.font import FAMILY, FILES, wrap
from factbook.pictures.palette import LIGHT, as_light

_PAD = 24
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
#: PNG pixels for one of the drawing.
_SCALE = 2.0


class Style(NamedTuple):
    """How a text is set: size and distance of its lines in pixels, weight, and a colour of the palette."""

    size: float
    line: float
    weight: str = "regular"
    colour: str = "ink"


TITLE, UNIT, NOTE = Style(21, 27, "bold"), Style(14, 20, colour="soft"), Style(12, 17, colour="soft")


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in pixels."""
    found = _SIZE.search(svg)
    assert found, "Vega writes both"
    return float(found[1]), float(found[2])


def compose(drawing: str, above: Sequence[tuple[str, Style]], below: Sequence[tuple[str, Style]]) -> str:
    """The drawing with lines of text above and below it, as a file of its own."""
    width, height = size_of(drawing)
    head, top = set_lines(above, _PAD, _PAD, width)
    foot, bottom = set_lines(below, _PAD, top + 12 + height + 8, width)
    inner = as_light(drawing).replace("<svg ", f'<svg x="{_PAD}" y="{top + 12:g}" ', 1)
    return sheet(width + 2 * _PAD, bottom + _PAD - 6, [*head, inner, *foot])


def set_lines(
    texts: Sequence[tuple[str, Style]], x: float, y: float, width: float, most: int = 99
) -> tuple[list[str], float]:
    """SVG texts below each other from `y` on, each wrapped at `width` in `most` lines; and where they end."""
    parts = []
    for text, style in texts:
        for line in wrap(text, width, style.size, style.weight, most):
            y += style.line
            parts.append(text_at(line, x, y - (style.line - style.size) / 2 - style.size * 0.18, style))
    return parts, y


def text_at(text: str, x: float, y: float, style: Style, anchor: str = "start") -> str:
    """A line of text at its baseline."""
    weight = ' font-weight="700"' if style.weight == "bold" else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{FAMILY}, sans-serif" font-size="{style.size:g}"{weight} '
        f'text-anchor="{anchor}" fill="{LIGHT[style.colour]}">{escape(text, quote=False)}</text>'
    )


def sheet(width: float, height: float, parts: Sequence[str]) -> str:
    """A page of paper of that size with what lies on it."""
    box = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    paper = f'<rect width="{width:g}" height="{height:g}" fill="{LIGHT["paper"]}"/>'
    return f"<svg {namespaces} {box}>{paper}{''.join(parts)}</svg>\n"


def to_png(svg: str, scale: float = _SCALE) -> bytes:
    """The sheet as PNG, in the font of the package and no other."""
    import resvg_py  # noqa: PLC0415 - an extra, and needed by nothing else

    width, _ = size_of(svg)
    fonts = [str(path) for path in FILES.values()]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, font_files=fonts, skip_system_fonts=True, sans_serif_family=FAMILY, font_family=FAMILY,
            width=round(width * scale),
        )
    )  # fmt: skip
