"""The font of pictures: a subset of Noto Sans CJK that comes with the package, under the SIL Open Font License.

What has no glyph in it would be drawn as nothing, without an error: `missing` says what that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Factbook Sans"
FILES = {"regular": FOLDER / "FactbookSans-Regular.otf", "bold": FOLDER / "FactbookSans-Bold.otf"}
_CJK_FROM = 0x2E80
#: What no line begins with, and what none ends with (JIS X 4051).
_NOT_FIRST = frozenset("、。，．・：；？！ー）」』】〕］｝〉》％々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～")
_NOT_LAST = frozenset("（「『【〔［｛〈《")
#: White space that a line may be broken at: none that joins a number to what it counts.
_SPACES = re.compile(r"[ \t\n\r]+")
#: What a number goes on behind: 1万7309.
_IN_NUMBER = re.compile(r"\d[万億兆]$")


def missing(texts: Iterable[str]) -> str:
    """The characters of the texts that the font does not have, sorted; white space is none."""
    known = _widths("regular")
    return "".join(sorted({char for text in texts for char in text if not char.isspace() and char not in known}))


def wrap(text: str, width: float, size: float, weight: str = "regular", most: int = 99) -> list[str]:
    """The text in lines no wider than `width` pixels at a size in pixels; the last ends in … where more is left."""
    lines, line = [], ""
    for piece in _fitting(_pieces(_SPACES.sub(" ", text.strip())), width, size, weight):
        if line and measure(f"{line}{piece}".rstrip(), size, weight) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines = [*lines, line.rstrip()] if line.strip() else lines
    return [*lines[: most - 1], _cut(lines[most - 1], width, size, weight)] if len(lines) > most else lines


@cache
def wrap_evenly(text: str, width: float, size: float, weight: str = "regular") -> tuple[str, ...]:
    """The text in as few lines as `wrap` needs, all about as wide: none is left with one word where there is room."""
    lines = wrap(text, width, size, weight)
    low, high = width / 2, width
    while len(lines) > 1 and high - low > size:
        middle = (low + high) / 2
        if len(found := wrap(text, middle, size, weight)) > len(lines) or _widest(found, size, weight) > middle:
            low = middle
        else:
            high, lines = middle, found
    return tuple(lines)


def _widest(lines: Iterable[str], size: float, weight: str) -> float:
    return max(measure(line, size, weight) for line in lines)


def measure(text: str, size: float, weight: str = "regular") -> float:
    """How many pixels wide the text is at a font size in pixels."""
    widths = _widths(weight)
    return sum(widths.get(char, 1.0) for char in text) * size


def _cut(line: str, width: float, size: float, weight: str) -> str:
    while line and measure(f"{line}…", size, weight) > width:
        line = line[:-1]
    return f"{line.rstrip(' ,;:.')}…"


def _fitting(pieces: Iterable[str], width: float, size: float, weight: str) -> Iterable[str]:
    """The pieces; phrases without spaces that are wider than a line in smaller ones, and katakana by the character."""
    for piece in pieces:
        if measure(piece, size, weight) <= width:
            yield piece
        elif len(smaller := tuple(_pieces(piece, by_phrase=False))) > 1:
            yield from _fitting(smaller, width, size, weight)
        else:
            yield from piece if _is_katakana(piece[:1]) else (piece,)


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"


def _pieces(text: str, *, by_phrase: bool = True) -> Iterable[str]:
    """What a line may be broken between: words with the space behind them; without spaces, phrases or characters.

    Behind these stand the signs that open no line; before them, those that end none, and numbers; katakana is a word.
    """
    inside = _inside_phrases(text) if by_phrase else frozenset()
    word = ""
    for at, char in enumerate(text):
        joins = bool(word) and (char in _NOT_FIRST or word[-1] in _NOT_LAST or word[-1].isdigit())
        joins = joins or at in inside or (_is_katakana(word[-1:]) and _is_katakana(char))
        if (ord(char) >= _CJK_FROM and joins) or (char.isdigit() and _IN_NUMBER.search(word)):
            word += char
        elif ord(char) >= _CJK_FROM or (word and ord(word[-1]) >= _CJK_FROM and not joins):
            yield from ([word] if word else [])
            word = char
        elif char == " ":
            yield f"{word} "
            word = ""
        else:
            word += char
    if word:
        yield word


def _inside_phrases(text: str) -> frozenset[int]:
    """Where no phrase of the text begins, as browsers break them (BudouX; `word-break: auto-phrase`)."""
    if not any(ord(char) >= _CJK_FROM for char in text):
        return frozenset()
    begins = set(accumulate(len(phrase) for phrase in _parser().parse(text)))
    return frozenset(at for at in range(1, len(text)) if at not in begins and text[at - 1] != "：")


@cache
def _parser() -> Any:
    import budoux  # noqa: PLC0415 - an extra, as what draws is

    return budoux.load_default_japanese_parser()


@cache
def _widths(weight: str) -> dict[str, float]:
    """The width of each character in parts of the font size."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - an extra, as what draws is

    font: Any = TTFont(FILES[weight])
    glyphs, units = font["hmtx"], font["head"].unitsPerEm
    return {chr(code): glyphs[name][0] / units for code, name in font.getBestCmap().items()}
