"""What differs between two releases, as text for a terminal, as JSON, and as Markdown for release notes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from factbook.formats.wording import NOT_STATED
from factbook.record.difference import Addition, Correction, Difference, Retirement
from factbook.record.model import Reference
from factbook.record.shown import Shown
from factbook.record.snapshot import Content

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


def to_text(difference: Difference) -> str:
    """A paragraph for each kind of change, with a line or a few for each record; the summary comes last."""
    return "".join(
        f"{line}\n" for line in [*_paragraphs(difference, "{}", _plain, ("  ", "    ")), _summary(difference)]
    )


def to_markdown(difference: Difference) -> str:
    """A section for release notes: headings, and lists of records with what changed in them."""
    lines = _paragraphs(difference, "### {}\n", _escaped, ("- ", "  - "))
    head = f"## Release {_escaped(difference.new)}, compared with {_escaped(difference.old)}"
    return "".join(f"{line}\n" for line in [head, "", _summary(difference), "", *lines])


def to_json(difference: Difference) -> str:
    """One object with the fields of `Difference`; what is not stated is null, a list is one of texts.

    `shown` says of a value how it is known, and the passages that show it, each with source, paragraph and quote.
    """
    return json.dumps(asdict(difference), ensure_ascii=False, indent=2) + "\n"


#: The forms by name.
DIFFERENCE_FORMS: dict[str, Callable[[Difference], str]] = {"text": to_text, "json": to_json, "markdown": to_markdown}


def _paragraphs(
    difference: Difference, heading: str, write: Callable[[str], str], bullets: tuple[str, str]
) -> Iterator[str]:
    """The kinds of change with their records; `bullets` stand ahead of a record, and of what is said of it."""
    parts: tuple[tuple[str, Iterable[list[str]]], ...] = (
        ("Added", map(_addition, difference.added)),
        ("Corrected", map(_correction, difference.corrected)),
        ("Merged", map(_end, difference.merged)),
        ("Withdrawn", map(_end, difference.withdrawn)),
    )
    for title, entries in parts:
        lines = [f"{bullets[at > 0]}{write(line)}" for entry in entries for at, line in enumerate(entry)]
        if lines:
            yield from (heading.format(title), *lines, "")


def _summary(difference: Difference) -> str:
    counts = {
        "added": len(difference.added),
        "corrected": len({correction.record.id for correction in difference.corrected}),
        "merged": len(difference.merged),
        "withdrawn": len(difference.withdrawn),
        "only checked again": difference.checked,
    }
    return f"{difference.old} to {difference.new}: " + ", ".join(f"{count:,} {word}" for word, count in counts.items())


def _name(record: Reference) -> str:
    return f"{record.kind}/{record.id}: {record.label}"


def _addition(addition: Addition) -> list[str]:
    head = f"{addition.kind}/{addition.id}: {addition.label}"
    return [head, *(f"{v.field}: {_value(v.value)}{_shown(v.shown)}" for v in addition.values)]


def _value(value: Content) -> str:
    return "; ".join(value) if isinstance(value, tuple) else _said(value)


def _shown(shown: Shown) -> str:
    """How a value is known, in brackets, with the quotes that show it."""
    quotes = [f"“{p.quote}” ({p.source}, paragraph {p.paragraph})" for p in shown.passages]
    return f" [{', '.join((*shown.how, *quotes))}]" if shown.how else ""


def _correction(correction: Correction) -> list[str]:
    reason = [f"Reason: {correction.reason}"] if correction.reason else []
    reason += ["No reason is given."] if correction.is_value and not correction.reason else []
    return [
        _name(correction.record),
        f"{correction.field}: {_change(correction.old, correction.new)}{_shown(correction.shown)}",
        *reason,
    ]


def _change(old: Content, new: Content) -> str:
    if not isinstance(old, tuple) or not isinstance(new, tuple):
        return f"{_said(old)} → {_said(new)}"
    return "; ".join([*(f"without “{row}”" for row in old), *(f"with “{row}”" for row in new)])


def _said(value: Any) -> str:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return NOT_STATED if value is None else str(value)


def _end(end: Retirement) -> list[str]:
    into = [f"It was merged into {end.merged_into}."] if end.merged_into else []
    return [_name(end.record), *into, f"Reason: {end.reason}" if end.reason else "No reason is given."]


def _plain(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    """The text with the signs escaped that Markdown could read as its own."""
    return _MARKDOWN.sub(r"\\\1", text)
