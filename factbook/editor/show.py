"""An article's coverage as lines for a terminal, in colour or with marks, wrapped to its width.

Pure: turns an `ArticleCoverage` into text. What is quoted is green or in [brackets]; a number that no quote covers is
red or **so**, such a name yellow or __so__.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import click

from factbook.editor.coverage import ArticleCoverage, ParagraphCoverage

_INDENT = 5
_PLAIN, _QUOTED, _NUMBER, _NAME = range(4)
_MARKS = {_PLAIN: ("", ""), _QUOTED: ("[", "]"), _NUMBER: ("**", "**"), _NAME: ("__", "__")}
_COLOURS = {_QUOTED: "green", _NUMBER: "bright_red", _NAME: "bright_yellow"}


class Cell(NamedTuple):
    """A character and what it belongs to."""

    char: str
    style: int


def show(article: ArticleCoverage, width: int, colour: bool, only_open: bool) -> Iterator[str]:
    """The lines: a legend, the paragraphs (only those with work left, if asked), what is left."""
    room = max(width - _INDENT, 20)
    yield from _written(_legend(), width, colour)
    for paragraph in article.paragraphs:
        if paragraph.is_incomplete or not only_open:
            yield ""
            yield from _paragraph(paragraph, room, colour)
    yield ""
    for line in _summary(article):
        yield from _written(_cells(line), width, colour)


def _legend() -> list[Cell]:
    parts = (("quoted", _QUOTED), ("  ", _PLAIN), ("number without a quote", _NUMBER), ("  ", _PLAIN))
    cells = [Cell(char, style) for text, style in parts for char in text]
    return cells + [Cell(char, _NAME) for char in "name without a quote"]


def _paragraph(paragraph: ParagraphCoverage, room: int, colour: bool) -> Iterator[str]:
    number = f"{paragraph.number:>{_INDENT - 2}}  "
    lines = [*_written(_cells(_state(paragraph)), room, colour), *_written(_styled(paragraph), room, colour)]
    if paragraph.existing:
        lines += _written(_cells(_existing(paragraph)), room, colour)
    for at, line in enumerate(lines):
        yield (" " * _INDENT if at else click.style(number, bold=True) if colour else number) + line


def _state(paragraph: ParagraphCoverage) -> str:
    if paragraph.facts:
        return f"cited by {', '.join(paragraph.facts)}"
    return f"no facts: {paragraph.reason}" if paragraph.reason else "OPEN: neither cited nor listed"


def _existing(paragraph: ParagraphCoverage) -> str:
    return "there is " + "; ".join(f"for {words}: {', '.join(ids)}" for words, ids in paragraph.existing.items())


def _cells(text: str) -> list[Cell]:
    return [Cell(char, _PLAIN) for char in text]


def _styled(paragraph: ParagraphCoverage) -> list[Cell]:
    styles = [_PLAIN] * len(paragraph.text)
    # Last what wins where stretches overlap: what is quoted is done.
    spans = [(name.start, name.end, _NAME) for name in paragraph.open_names]
    spans += [(number.start, number.end, _NUMBER) for number in paragraph.open_numbers]
    spans += [(span.start, span.end, _QUOTED) for span in paragraph.quoted]
    for start, end, style in spans:
        styles[start:end] = [style] * (end - start)
    return list(map(Cell, paragraph.text, styles))


# ── cells to lines ──


def _written(cells: list[Cell], width: int, colour: bool) -> Iterator[str]:
    """The cells in lines of the width, in colour or with marks around what is not plain."""
    for line in _wrapped(cells if colour else _marked(cells), width):
        runs = [(style, "".join(cell.char for cell in run)) for style, run in groupby(line, _style)]
        yield "".join(_coloured(text, style) if colour else text for style, text in runs)


def _coloured(text: str, style: int) -> str:
    return click.style(text, fg=_COLOURS[style], bold=style != _QUOTED or None) if style in _COLOURS else text


def _is_space(cell: Cell) -> bool:
    return cell.char == " "


def _style(cell: Cell) -> int:
    return cell.style


def _marked(cells: list[Cell]) -> list[Cell]:
    marked: list[Cell] = []
    for style, run in groupby(cells, _style):
        before, after = _MARKS[style]
        marked += [*(Cell(char, style) for char in before), *run, *(Cell(char, style) for char in after)]
    return marked


def _wrapped(cells: list[Cell], width: int) -> Iterator[list[Cell]]:
    line: list[Cell] = []
    used = 0
    for is_space, group in groupby(cells, _is_space):
        word = list(group)
        if line and used + _width(word) > width:
            yield line if line[-1].char != " " else line[:-1]
            line, used = [], 0
        if line or not is_space:
            line += word
            used += _width(word)
        while used > width:
            at = _fitting(line, width)
            yield line[:at]
            line = line[at:]
            used = _width(line)
    if line:
        yield line


def _fitting(cells: list[Cell], width: int) -> int:
    """How many cells, at least one, fit into the width."""
    return next((n for n in range(len(cells), 1, -1) if _width(cells[:n]) <= width), 1)


def _width(cells: list[Cell]) -> int:
    return sum(_columns(cell.char) for cell in cells)


def _columns(char: str) -> int:
    """How many columns of a terminal the character takes."""
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


# ── what is left ──


def _summary(article: ArticleCoverage) -> Iterator[str]:
    paragraphs = article.paragraphs
    cited, open_ones = sum(bool(p.facts) for p in paragraphs), [str(p.number) for p in paragraphs if p.is_open]
    listed = len(paragraphs) - cited - len(open_ones)
    yield f"paragraphs: {len(paragraphs)}; {cited} cited, {listed} listed, {_left(open_ones)}"
    numbers, given = sum(p.numbers for p in paragraphs), sum(p.listed for p in paragraphs)
    open_numbers = [f"{n.text} ({p.number})" for p in paragraphs for n in p.open_numbers]
    quoted = numbers - given - len(open_numbers)
    yield f"numbers: {numbers}; {quoted} quoted, {given} listed, {_left(open_numbers)}"
    names = {name.text for p in paragraphs for name in p.names}
    open_names = list(dict.fromkeys(name.text for p in paragraphs for name in p.open_names))
    yield f"names: {len(names)}; {len(names) - len(open_names)} quoted or listed, {_left(open_names)}"
    if article.misplaced:
        yield f"quotes that are not in their paragraph: {article.misplaced} (`build.py check` says which)"


def _left(items: list[str]) -> str:
    return f"{len(items)} open: {', '.join(items)}" if items else "none open"
