"""What is written in a chart, and where: texts wrapped by the width of the font, and rows as high as what they hold.

Vega cuts what is too long for its place, in the middle of a number too. Turns the rows of a chart, its `texts` and its
`layout` into rows that hold their lines and places, and into the marks that draw them; never leaves out a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

from factbook.pictures.font import wrap_evenly
from factbook.pictures.rows import Row

#: Pixels from one line of a text to the next, and the size of its letters where none is given.
LINE, SIZE = 16, 13
#: Lines of an axis stop beside letters. `drawing` has it painted below them.
_HALO = {"stroke": "$paper", "strokeWidth": 4, "strokeJoin": "round"}
Words = Mapping[str, Any]


def written(rows: Sequence[Row], texts: Mapping[str, Sequence[str]], said: Mapping[str, str]) -> list[Row]:
    """The rows with each of the `texts`: the first of its wordings for which a row holds all that they name.

    A wording is a name in `said`, such as "{starts} to {ends}", or a column. A row that has none gets "".
    """
    found: list[Row] = []
    for row in rows:
        filled = dict(row)
        for name, wordings in texts.items():
            ways = (said.get(wording, f"{{{wording}}}") for wording in wordings)
            filled[name] = next((way.format_map(filled) for way in ways if _has_all(filled, way)), "")
        found.append(filled)
    return found


def laid_out(rows: Sequence[Row], name: str, layout: Words) -> tuple[list[Row], float]:
    """The rows below each other as `layout` has it, and how high they are together, in pixels.

    A row gets `<text>_lines`, its lines, and `<text>_y`, the baseline of the first; `<room>_y`, the middle of a room;
    `<name>_y`, its own middle. Rows that are the same in the column `by` stand in one place.
    """
    firsts: dict[Any, Row] = {}
    keys = [_key(place, row, layout) for place, row in enumerate(rows)]
    for key, row in zip(keys, rows, strict=True):
        firsts.setdefault(key, row)
    top, places = float(layout.get("start", 0)), {}
    for key in sorted(firsts) if layout.get("sorted") else firsts:
        placed, height = _stacked(firsts[key], layout["stack"])
        full = max(height + layout.get("gap", 0), layout.get("least", 0))
        moved = {field: value + top + (full - height) / 2 for field, value in placed.items() if field.endswith("_y")}
        places[key] = {**placed, **moved, f"{name}_y": top + full / 2}
        top += full
    return [{**row, **places[key]} for key, row in zip(keys, rows, strict=True)], top


def text_marks(layout: Words) -> Iterator[dict[str, Any]]:
    """The marks, as Vega-Lite has them, that draw the texts of a layout."""
    for part in layout["stack"]:
        if name := part.get("text"):
            lines, y = f"{name}_lines", f"{name}_y"
            mark = {"align": "left", "x": 0, "color": "$ink", "fontSize": SIZE, "lineHeight": LINE, **_HALO}
            transform: list[Words] = [{"filter": f"datum['{lines}'].length"}]
            links: Words = {}
            if layout.get("by"):
                ways = [{"op": "min", "field": "href", "as": "href"}] if layout.get("links") else [{"op": "count"}]
                transform.append({"aggregate": ways, "groupby": [lines, y, name]})
                links = {"description": {"field": name}} if layout.get("links") else {"href": {"value": None}}
                mark["aria"] = bool(layout.get("links"))
            yield {
                "transform": transform,
                "mark": {"type": "text", "baseline": "alphabetic", **mark, **part.get("mark", {})},
                "encoding": {
                    "y": {"field": y, "type": "quantitative", "scale": None, "axis": None},
                    "text": {"field": lines},
                    **links,
                },
            }


def _has_all(row: Row, wording: str) -> bool:
    return all(row.get(field) not in (None, "") for _, field, _, _ in Formatter().parse(wording) if field)


def _key(place: int, row: Row, layout: Words) -> Any:
    """What the row shares with those in its place."""
    return row[layout["by"]] if "by" in layout else place


def _stacked(row: Row, stack: Sequence[Words]) -> tuple[dict[str, Any], float]:
    """Lines and places of what stands in a row, from its top; and its height."""
    placed: dict[str, Any] = {}
    height = 0.0
    for part in stack:
        if name := part.get("text"):
            mark = part.get("mark", {})
            size = mark.get("fontSize", SIZE)
            lines = wrap_evenly(str(row[name] or ""), part["width"], size, mark.get("fontWeight", "regular"))
            placed |= {f"{name}_lines": lines, f"{name}_y": height + (LINE + 0.64 * size) / 2}
            height += LINE * len(lines)
        else:
            placed[f"{part['room']}_y"] = height + part["height"] / 2
            height += part["height"]
    return placed, height
