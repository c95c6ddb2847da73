"""One value as a value of its column, or a doubt: the rules are those of the checks, asked once for each text.

Nothing here says what is wrong with a value: whatever is not plainly right is doubted, and the checks tell.
"""

from __future__ import annotations

from collections.abc import Callable

from factbook.lines import Plain
from factbook.rows import Value, typed
from factbook.schema import Column
from factbook.validate.values import LONGEST_PLACEHOLDER, faults, is_number, is_placeholder, is_slug

#: A node as a value of its column; raises Doubt.
Accept = Callable[[Plain], Value]
#: Texts of one column that are remembered.
_REMEMBERED = 20_000


class Doubt(Exception):
    """The record is not plainly right: the checks decide, and tell."""


class Remembered(dict[str, Value]):
    """The values of a column's texts: most columns have few, which are looked at once."""

    def __init__(self, column: Column) -> None:
        """Of this column."""
        super().__init__()
        self._column = column

    def __missing__(self, text: str) -> Value:
        """Look at a text that is new; raises Doubt where a check has something against it."""
        if is_placeholder(text) or any(faults(text, self._column)):
            raise Doubt
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[text] = typed(text, self._column.type)
        return value

    def take(self, node: Plain) -> Value:
        """The value of a text; raises Doubt."""
        if type(node) is str:
            return self[node]
        raise Doubt


def plain(node: Plain) -> Value:
    """A text of a column that takes any; raises Doubt where it says nothing."""
    if type(node) is not str or (len(node) < LONGEST_PLACEHOLDER and is_placeholder(node)):
        raise Doubt
    return node


def slug(node: Plain) -> Value:
    """An id; raises Doubt where it is none."""
    if type(node) is not str or not is_slug(node) or is_placeholder(node):
        raise Doubt
    return node


def real(node: Plain) -> Value:
    """A number; raises Doubt where the text is not written as one."""
    if type(node) is not str or not is_number(node, "REAL"):
        raise Doubt
    return float(node)


def acceptance(column: Column) -> Accept:
    """How texts of the column are taken."""
    if column.name == "id":
        return slug
    if column.type == "REAL" and not column.choices:
        return real
    takes_any = column.type == "TEXT" and not column.choices and "date" not in column.tags and column.name != "checked"
    return plain if takes_any else Remembered(column).take
