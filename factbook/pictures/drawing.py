"""A chart's declaration and its rows into SVG, by Vega-Lite as vl-convert-python runs it: no network, no clock.

The same declaration gives the same bytes. It is drawn twice, as wide as a page and as narrow as a phone; the
declaration knows which by `narrow`, and may give values for each. Its words are those under `words`, which may be in
any language: `{said: name}` stands for one. What is written at its rows stands in `layout`: `{texts: name}` among the
layers is the marks that draw it, `{height_of: name}` its height. Numbers on axes are those of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from factbook.locale.catalogue import SOURCE
from factbook.locale.dates import names_of_days
from factbook.locale.numbers import signs_of
from factbook.pictures.font import FAMILY, FOLDER
from factbook.pictures.layout import LINE, SIZE, laid_out, text_marks, written
from factbook.pictures.palette import with_stand_ins
from factbook.pictures.rows import BASE, Row
from factbook.problems import ProjectError

#: Pixels that a drawing is wide, by where it stands.
WIDTHS = {"wide": 720, "narrow": 340}
_VEGA_LITE = "https://vega.github.io/schema/vega-lite/v5.json"
_VERSION = "5.21"
_TEXT = {"labelColor": "$ink", "titleColor": "$soft", "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 400}
_CONFIG = {
    "background": None,
    "font": FAMILY,
    "view": {"stroke": None},
    "axis": {
        **_TEXT,
        "aria": False,
        "gridColor": "$line",
        "domainColor": "$strong",
        "tickColor": "$strong",
        "labelLimit": 0,
        "titleLimit": 0,
    },
    # What Vega says of axes and legends to those who do not see them is in English: the table beside the chart says it.
    "legend": {
        **_TEXT,
        "aria": False,
        "orient": "top",
        "symbolFillColor": "$green",
        "symbolStrokeColor": "$green",
        "columns": 2,
        "labelLimit": 0,
        "titleLimit": 0,
    },
    "header": {**_TEXT},
    "text": {"color": "$ink", "fontSize": SIZE, "lineHeight": LINE},
    "bar": {"color": "$green"},
    "point": {"color": "$green", "filled": True, "opacity": 1, "size": 90},
    "rule": {"color": "$strong"},
    "tick": {"color": "$accent", "thickness": 3},
    "geoshape": {"fill": "$raised", "stroke": "$strong", "strokeWidth": 0.7},
    "range": {"category": ["$green", "$accent", "$link", "$soft"]},
}
_ID = re.compile(r'(\bid="|url\(#)([^")]+)')
#: The classes that Vega gives mean something else to the style of a page; what it calls its marks is in English.
_OF_VEGA = re.compile(r' (?:class|aria-roledescription)="[^"]*"')
#: Attributes that say where something is drawn; words in other attributes are left as they are.
_PLACE = re.compile(r' (?:d|transform|x2?|y2?|width|height)="[^"]*"')
#: A text with a halo, which would be painted over its letters.
_HALOED = re.compile(r"<text (?=[^>]*\bstroke=)[^>]*(?=>)")
_NOTHING = 'width="0" height="0"'
_LONG = re.compile(r"\d+\.\d{3,}")
_HREF = re.compile(r'(?:xlink:)?href="([^"]*)"')


def draw(
    declared: Mapping[str, Any], rows: Sequence[Row], data: Mapping[str, Any], size: str, language: str = SOURCE
) -> str:
    """The drawing in colours that stand for others (`palette`), its links below `BASE`; `data` are datasets by name.

    The words of the declaration and the rows are in `language` already; it decides how axes write numbers and days.

    Raises ProjectError where Vega-Lite does not take the declaration, or a link leads elsewhere.
    """
    import vl_convert  # noqa: PLC0415 - an extra, slow to load, and needed by nothing else

    vl_convert.register_font_directory(str(FOLDER))
    spec = with_stand_ins(_spec(_of_size(declared, size), rows, data, size))
    try:
        svg: str = vl_convert.vegalite_to_svg(
            spec, vl_version=_VERSION, allowed_base_urls=[f"{BASE}/"], **_locale(language)
        )
    except ValueError as error:
        raise ProjectError(f"metadata.yml: the chart {declared['id']!r} cannot be drawn: {error}") from error
    if _NOTHING in svg:
        # Vega tells of a mistake in an expression on its own output, and goes on.
        raise ProjectError(f"metadata.yml: the chart {declared['id']!r} cannot be drawn: an expression in it fails")
    strays = [link for link in _HREF.findall(svg) if not link.startswith((f"{BASE}/", "#"))]
    if strays:
        raise ProjectError(
            f"metadata.yml: the chart {declared['id']!r} has a link to {strays[0]!r}: it leads off the site"
        )
    svg = _HALOED.sub(r'\g<0> paint-order="stroke"', _PLACE.sub(_rounded, _OF_VEGA.sub("", svg)))
    return _ID.sub(rf"\g<1>{declared['id']}-{size}-\g<2>", svg)


def fitting(declared: Mapping[str, Any], rows: Sequence[Row], room: float) -> tuple[Row, ...]:
    """The first of the rows that take at most `room` pixels on a wide page, none without the rest of its group."""
    of_size = _of_size(declared, "wide")
    by = next((layout.get("by") for layout in of_size.get("layout", {}).values()), None)
    ends = [i for i in range(1, len(rows) + 1) if i == len(rows) or by is None or rows[i][by] != rows[i - 1][by]]
    fit = (i for i in reversed(ends) if sum(_placed(of_size, rows[:i])[1].values()) <= room)
    return tuple(rows[: next(fit, ends[0])])


def _locale(language: str) -> dict[str, Any]:
    """How d3 writes numbers and days in the language, as vl-convert takes it."""
    signs, days = signs_of(language), names_of_days(language)
    numbers = {"decimal": signs.decimal, "thousands": signs.group, "grouping": [3], "currency": ["$", ""]}
    return {"format_locale": numbers, "time_format_locale": days}


def _rounded(found: re.Match[str]) -> str:
    """Coordinates to a hundredth of a pixel: a third of their length."""
    return _LONG.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), found[0])


def _spec(declared: Mapping[str, Any], rows: Sequence[Row], data: Mapping[str, Any], size: str) -> dict[str, Any]:
    """The declaration as Vega-Lite takes it, with its rows."""
    said, layouts = declared.get("words") or {}, declared.get("layout") or {}
    rows, heights = _placed(declared, rows)
    given = _resolved(declared["spec"], {"said": said, "height_of": heights}, layouts)
    width = {} if {"hconcat", "vconcat", "concat", "facet"} & given.keys() else {"width": WIDTHS[size]}
    return {
        "$schema": _VEGA_LITE,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": 2,
        **width,
        "data": {"name": "rows"},
        **given,
        "datasets": {"rows": rows, **data},
        "params": [{"name": "narrow", "value": size == "narrow"}, *given.get("params", [])],
        "config": _CONFIG,
    }


def _placed(declared: Mapping[str, Any], rows: Sequence[Row]) -> tuple[list[Row], dict[str, float]]:
    """The rows with all that is written at them, and where; and the height of each layout."""
    placed, heights = written(rows, declared.get("texts") or {}, declared.get("words") or {}), {}
    for name, layout in (declared.get("layout") or {}).items():
        placed, heights[name] = laid_out(placed, name, layout)
    return placed, heights


def _resolved(part: Any, known: Mapping[str, Mapping[str, Any]], layouts: Mapping[str, Any]) -> Any:
    """The same declaration; `{said: name}` in it is the word of that name, `{texts: name}` the marks of that layout."""
    if isinstance(part, list):
        return [each for value in part for each in _layers(value, known, layouts)]
    if not isinstance(part, dict):
        return part
    if len(part) == 1 and (key := next(iter(part))) in known:
        return known[key].get(part[key], part[key])
    return {key: _resolved(value, known, layouts) for key, value in part.items()}


def _layers(part: Any, known: Mapping[str, Mapping[str, Any]], layouts: Mapping[str, Any]) -> Iterator[Any]:
    if isinstance(part, dict) and part.keys() == {"texts"}:
        yield from text_marks(layouts[part["texts"]])
    else:
        yield _resolved(part, known, layouts)


def _of_size(part: Any, size: str) -> Any:
    """A copy of the declaration; what is given for each size, as `{wide: 700, narrow: 330}`, is that of this one."""
    if isinstance(part, list):
        return [_of_size(value, size) for value in part]
    if not isinstance(part, dict):
        return part
    if part.keys() == WIDTHS.keys():
        return _of_size(part[size], size)
    return {key: _of_size(value, size) for key, value in part.items()}
