"""The columns of a fact table's page: those that say most, those that a reader chooses, and what stands in a cell.

A number, its unit and its bound are one cell; so are the dates, who says it, where it was read, and what other sources
say otherwise. Which are shown at first is `shown` of the table in metadata.yml, else follows from the tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from factbook.formats.wording import say_date, say_measured, say_value
from factbook.locale import N_, _, say
from factbook.record import DATABASE, Reference
from factbook.schema import Column, Table
from factbook.schema.shown import AMOUNT, OTHERS, READ_IN, SAID_BY, WHEN
from factbook.schema.tags import counted_in
from factbook.site.cells import link_to, show_cell, show_record
from factbook.site.names import Names
from factbook.site.pages.lines import Line
from factbook.site.pages.rows import TableRow

_NAMES = {
    AMOUNT: N_("Amount"),
    WHEN: N_("When"),
    SAID_BY: N_("Attributed to"),
    READ_IN: N_("Article"),
    OTHERS: N_("Other sources"),
}
_MEANS = {
    AMOUNT: N_("The number with its unit and precision, as on the record’s page."),
    WHEN: N_("The dates that the article gives, as precise as it gives them."),
    SAID_BY: N_("Whom the article quotes for it; empty where the article itself states it."),
    READ_IN: N_("The articles that it comes from."),
    OTHERS: N_("Where another source says something else."),
}
_DIFFERS = Markup('<a class="differs" href="{}#elsewhere">{}</a>{}{}')
_IN_LANGUAGE = Markup('<span lang="{}">{}</span>')
_LONG = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of the page: `key` names it in addresses, `sort` is the column by which it is put in order, or ""."""

    key: str
    name: str
    means: str
    sort: str = ""


def possible(table: Table, words: Names) -> tuple[Shown, ...]:
    """Every column that the page of a fact table can show beside the label: composed ones, its own, its lists."""
    missing = {AMOUNT: table.name not in words.amounts, WHEN: not table.tagged("date")}
    composed = [_composed(key, table, words) for key in _NAMES if not missing.get(key)]
    own = [
        Shown(column.name, words.label(table.name, column.name), _plain(column.comment), column.name)
        for column in table.columns.values()
        if column.name not in ("id", table.label)
    ]
    lists = [
        Shown(key, words.label(table.name, key), _plain(child.comment))
        for key, child in words.schema.children(table.name).items()
        if child.references
        and "evidence" not in child.tags
        and child.columns[str(child.owner)].references == table.name
    ]
    return (*composed, *own, *lists)


def _plain(comment: str) -> str:
    return say(comment).replace("`", "")


def _composed(key: str, table: Table, words: Names) -> Shown:
    sort = ""
    if key == AMOUNT:
        sort = words.amounts[table.name].number
    elif key == WHEN:
        sort = year_column(table) or next((column.name for column in table.tagged("date")), "")
    return Shown(key, _(_NAMES[key]), _(_MEANS[key]), sort)


def year_column(table: Table) -> str:
    """The column that the build fills with a record's year, by which it is put in order of time; "" without one."""
    return next((c.name for c in table.columns.values() if c.generated and c.unit == "year"), "")


def shown(table: Table, words: Names, asked: Iterable[str] = ()) -> tuple[Shown, ...]:
    """The columns that the page shows: those asked for that there are, else those of metadata.yml, else by tags."""
    by_key = {each.key: each for each in possible(table, words)}
    for keys in (asked, words.tables.get(table.name, {}).get("shown") or (), _by_tags(table, by_key)):
        if found := [by_key[key] for key in dict.fromkeys(keys) if key in by_key]:
            return tuple(found)
    return ()


def _by_tags(table: Table, by_key: Iterable[str]) -> Iterator[str]:
    lists = [key for key in by_key if key not in table.columns and key not in _NAMES]
    yield from (
        AMOUNT,
        *(c.name for c in table.columns.values() if _says_much(c)),
        *lists,
        WHEN,
        SAID_BY,
        READ_IN,
        OTHERS,
    )


def _says_much(column: Column) -> bool:
    is_ours = "editorial" in column.tags and "class" not in column.tags
    is_told = is_ours or column.name == "id" or "qualifier" in column.tags
    is_measured = "number" in column.tags and bool(counted_in(column.unit))
    return is_measured or (bool(column.references or column.choices) and not is_told)


def cell(row: TableRow, key: str, words: Names) -> Markup:
    """What stands in a cell of a record's row, escaped; empty where there is nothing to say."""
    if key in _NAMES:
        return _composed_cell(row, key, words)
    if key in row.references:
        return show_record(row.references[key])
    if key in row.lists:
        return _listed(row.lists[key])
    line, table = row.line, row.line.table
    column, value = table.columns.get(key), line.value(key)
    if column is None:
        return Markup("")
    if value is None:
        return _safe(show_cell(None, key, table.name, words))
    if key in _dated(table) and line.status.startswith(f"{say(str(value))}{_(', ')}"):
        return _safe(line.status)
    said = say(str(value)) if column.choices else value
    if language := next(
        (line.value(c.name) for c in table.columns.values() if c.words.get("language of") == key), None
    ):
        return _IN_LANGUAGE.format(language, said)
    said = said if column.unit == "year" else say_measured(said, column.unit) or say_value(said, "date" in column.tags)
    return _safe(said)


def _safe(text: object) -> Markup:
    return Markup(escape(text))  # noqa: S704 - escaped


def _dated(table: Table) -> list[str]:
    """The columns whose values are so by a day."""
    return [column.words["day of"] for column in table.columns.values() if "day of" in column.words]


def _composed_cell(row: TableRow, key: str, words: Names) -> Markup:
    line = row.line
    if key == AMOUNT:
        awaited = _open(line)
        return _with_meta(line.amount, awaited) if awaited else _safe(line.amount)
    if key == WHEN:
        dates = Markup("<br>").join(each.words for each in line.dates)
        return dates or _safe(show_cell(None, "", line.table.name, words))
    if key == SAID_BY:
        return _listed(row.said_by)
    if key == OTHERS:
        said = (_("Differs"), _(": "), _("; ").join(line.differing))
        return _DIFFERS.format(line.record.path, *said) if line.differing else Markup("")
    return Markup("<br>").join(_article(each.id, each.publisher, each.published) for each in row.read_in)


def _open(line: Line) -> str:
    """The status of a number that has not come about: "expected"."""
    tagged = (column for column in line.table.columns.values() if "open" in column.words)
    values = ((str(line.value(c.name)), [value.strip() for value in c.words["open"].split(",")]) for c in tagged)
    return say(next((value for value, among in values if value in among), ""))


def _article(id: str, publisher: str, published: str | None) -> Markup:
    link = link_to(f"/{DATABASE}/sources/{id}", publisher)
    return _with_meta(link, say_date(published)) if published else link


def _with_meta(text: str, meta: str) -> Markup:
    return Markup(f'{escape(text)} <span class="meta">{escape(meta)}</span>')  # noqa: S704 - escaped


def _listed(records: Sequence[Reference]) -> Markup:
    return _safe(_(", ")).join(map(show_record, records))


def row_html(row: TableRow, columns: Sequence[Shown], words: Names) -> Markup:
    """A row: the label, which leads to the record, then a cell a column, each with its column's name for phones."""
    record = row.line.record
    cells = ((column, cell(row, column.key, words)) for column in columns)
    made = "".join(_cell_html(column, text) for column, text in cells)
    first = f'<th scope="row" role="rowheader"><a href="{escape(record.path)}">{escape(record.label)}</a></th>'
    return Markup(f'<tr role="row">{first}{made}</tr>\n')  # noqa: S704 - each cell is escaped


#: The classes of cells that are given a width of their own.
_CLASSES = {AMOUNT: "amount", WHEN: "when"}
#: Cells that are lists of short lines, however long they are together.
_LISTS = {WHEN, SAID_BY, READ_IN}


def _cell_html(column: Shown, text: Markup) -> str:
    is_long = len(text) > _LONG and column.key not in _LISTS and len(text.striptags()) > _LONG
    long = " long" if is_long else ""
    kind = "empty" if not text else _CLASSES.get(column.key, "")
    name = f' class="{(kind + long).strip()}"' if kind or long else ""
    return f'<td role="cell"{name} data-label="{escape(column.name)}">{text}</td>'
