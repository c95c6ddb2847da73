"""The colours of pictures: a name in a chart's declaration, what stands for it while it is drawn, and what it becomes.

A chart is drawn once, in colours that occur nowhere else. In a page they become the page's own, as CSS variables, which
are other ones in the dark; in a file of its own they become those of the light page.
"""

from __future__ import annotations

import re
from typing import Any

#: By name, as site.css declares it: what is drawn with, and the colour on a light page.
_COLOURS = {
    "paper": ("#fa0001", "#fdfcf9"),
    "raised": ("#fa0002", "#f5f2eb"),
    "ink": ("#fa0003", "#211f1b"),
    "soft": ("#fa0004", "#5f594f"),
    "line": ("#fa0005", "#ded8cc"),
    "strong": ("#fa0006", "#8d867a"),
    "link": ("#fa0007", "#1a4a73"),
    "accent": ("#fa0008", "#a12a1c"),
    "green": ("#fa0009", "#0b5c44"),
}
LIGHT = {name: light for name, (_, light) in _COLOURS.items()}
_DRAWN = {drawn: name for name, (drawn, _) in _COLOURS.items()}
_ANY = re.compile(r"#fa000[1-9]")


def with_stand_ins(part: Any) -> Any:
    """The same declaration; a text such as `$green` in it is the colour that is drawn with."""
    if isinstance(part, dict):
        return {key: with_stand_ins(value) for key, value in part.items()}
    if isinstance(part, list):
        return [with_stand_ins(value) for value in part]
    named = isinstance(part, str) and part.startswith("$") and part[1:] in _COLOURS
    return _COLOURS[part[1:]][0] if named else part


def as_variables(svg: str) -> str:
    """The drawing in the colours of the page that it stands in, its links as HTML has them."""
    svg = svg.replace(" xlink:href=", " href=")
    return _ANY.sub(lambda found: f"var(--{_DRAWN[found[0]]})", svg)


def as_light(svg: str) -> str:
    """The drawing in the colours of a light page."""
    return _ANY.sub(lambda found: LIGHT[_DRAWN[found[0]]], svg)
