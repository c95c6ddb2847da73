"""Cards: the picture that other sites show for a page that is shared, 1200 by 630 pixels (Open Graph, Twitter).

Says what the page says in large letters: the claim, who says it, in which source, when; for a chart, its drawing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from factbook.formats.wording import say_claim, say_date
from factbook.locale import _, ngettext
from factbook.pictures.palette import LIGHT, as_light
from factbook.pictures.sheet import Style, set_lines, sheet, size_of, text_at, to_png
from factbook.record import Citation, Fact, Source

WIDTH, HEIGHT = 1200, 630
_PAD, _INNER = 72, WIDTH - 144
_KICKER = Style(24, 30, "bold", "accent")
_BRAND = Style(26, 32, "bold")
#: A text is set in the first of its sizes in which it has room for its lines, so many at most.
_TITLES = (
    (Style(56, 68, "bold"), 3), (Style(46, 57, "bold"), 4), (Style(38, 48, "bold"), 5), (Style(32, 41, "bold"), 7),
)  # fmt: skip
_AMOUNTS = ((Style(60, 76, "bold", "green"), 2), (Style(46, 57, "bold", "green"), 3))
_SAID = ((Style(28, 38, colour="soft"), 2), (Style(23, 32, colour="soft"), 3), (Style(19, 25, colour="soft"), 4))
#: Where it begins that says who says it, and how many pixels there are for it.
_SAID_AT, _SAID_ROOM = HEIGHT - 182, 102
_COLONS = (":", "：")
_DRAWN = Style(40, 50, "bold")


class Card(NamedTuple):
    """The words of a card: what kind of page it is, its title, a number if it has one, and who says it where."""

    kicker: str
    title: str
    amount: str
    said: str
    site: str

    def texts(self) -> tuple[str, ...]:
        """All that is written on it."""
        return tuple(self)


def card_of_fact(fact: Fact, kicker: str, site: str) -> Card:
    """The card of a record: its claim, with the amount apart as its page has it, where it is a label and an amount."""
    claim = say_claim(fact, short=True)
    rest = claim.removeprefix(fact.label) if claim.startswith(fact.label) else ""
    amount = rest[1:].strip() if rest[:1] in _COLONS else ""
    return Card(kicker, fact.label if amount else claim, amount, say_who(fact.citations), site)


def card_of_source(source: Source, kicker: str, site: str) -> Card:
    """The card of an article."""
    return Card(kicker, source.title or source.publisher, "", say_source(source), site)


def say_who(citations: Iterable[Citation]) -> str:
    """Who says it, in which source, of which day: "Ann Lee, as reported by The Post, 3 May 2020"."""
    cited = tuple(citations)
    people = list(dict.fromkeys(citation.speaker.label for citation in cited if citation.speaker))
    sources = list(dict.fromkeys(say_source(citation.source) for citation in cited))
    if not sources:
        return ""
    said = _and_more(sources)
    if not people or not all(citation.speaker for citation in cited):
        return _("As reported by %(sources)s", sources=said)
    more = len(people) - 1
    speakers = _("%(name)s and %(number)s more", name=people[0], number=more) if more else people[0]
    return _("%(speakers)s, as reported by %(sources)s", speakers=speakers, sources=said)


def _and_more(sources: Sequence[str]) -> str:
    """The first source, and how many there are beside it."""
    more = len(sources) - 1
    if not more:
        return sources[0]
    return ngettext(
        "%(source)s and %(number)s more source", "%(source)s and %(number)s more sources", more,
        source=sources[0], number=more,
    )  # fmt: skip


def say_source(source: Source) -> str:
    """An article by its publisher and its day: "The Post, 3 May 2020"."""
    if not source.published:
        return source.publisher
    return _("%(publisher)s, %(date)s", publisher=source.publisher, date=say_date(source.published))


def read_sign(root: Path) -> str:
    """The icon that a project brings, as a `data:` address; "" where it brings none: cards have the package's sign."""
    icon = root / "static" / "icon.svg"
    return f"data:image/svg+xml;base64,{b64encode(icon.read_bytes()).decode()}" if icon.is_file() else ""


def render_card(card: Card, sign: str = "") -> bytes:
    """The card as PNG."""
    return to_png(compose_card(card, sign), 1.0)


def compose_card(card: Card, sign: str = "") -> str:
    """The card as SVG."""
    head, top = set_lines([(card.kicker.upper(), _KICKER)], _PAD, _PAD - 16, _INNER)
    title, y = _fitted(card.title, top + 14, 210 if card.amount else 300, _TITLES)
    amount, _ = _fitted(card.amount, y + 14, _SAID_AT - y - 20, _AMOUNTS) if card.amount else ([], y)
    said, _ = _fitted(card.said, _SAID_AT, _SAID_ROOM, _SAID) if card.said else ([], y)
    return sheet(WIDTH, HEIGHT, [*head, *title, *amount, *said, *_foot(card.site, sign)])


def compose_chart_card(drawing: str, card: Card, sign: str = "") -> str:
    """The card of a chart as SVG: a drawing below its title, whole, and as large as there is room for."""
    head, top = set_lines([(card.title, _DRAWN)], _PAD, 40, _INNER)
    width, height = size_of(drawing)
    room = HEIGHT - 96 - top - 14
    scale = min(_INNER / width, room / height)
    shown = (
        f'<svg x="{_PAD}" y="{top + 14:g}" width="{width * scale:g}" height="{height * scale:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{as_light(drawing)}</svg>'
    )
    return sheet(WIDTH, HEIGHT, [*head, shown, *_foot(card.site, sign)])


def _fitted(text: str, y: float, room: float, styles: Sequence[tuple[Style, int]]) -> tuple[list[str], float]:
    """The text from `y` on, in the first of the styles in which it fits; cut in the last, if it fits in none."""
    for style, most in styles:
        parts, end = set_lines([(text, style)], _PAD, y, _INNER)
        if len(parts) <= most and end - y <= room:
            return parts, end
    style, most = styles[-1]
    return set_lines([(text, style)], _PAD, y, _INNER, min(most, int(room / style.line)))


def _foot(site: str, sign: str) -> list[str]:
    """The name of the factbook, with its sign, below a line."""
    y = HEIGHT - 80
    line = f'<line x1="{_PAD}" y1="{y}" x2="{WIDTH - _PAD}" y2="{y}" stroke="{LIGHT["line"]}" stroke-width="2"/>'
    icon = (
        f'<image x="{_PAD}" y="{y + 16}" width="48" height="48" href="{sign}"/>'
        if sign
        else (
            f'<circle cx="{_PAD + 15}" cy="{y + 40}" r="14" fill="#0b7a58"/>'
            f'<circle cx="{_PAD + 34}" cy="{y + 40}" r="14" fill="#c8102e" fill-opacity=".86"/>'
        )
    )
    return [line, icon, text_at(site, _PAD + 62, y + 49, _BRAND)]


def card_of_page(kicker: str, words: Mapping[str, Any], site: str) -> Card:
    """The card of a table, a query or the whole, by its `title` and `description`."""
    return Card(kicker, str(words.get("title") or ""), "", str(words.get("description") or ""), site)
