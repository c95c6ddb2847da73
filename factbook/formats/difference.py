"""What differs between two releases, as text for a terminal, as JSON, and as Markdown for release notes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from factbook.formats.wording import NOT_STATED
from factbook.record.difference import Correction, Difference, Retirement
from factbook.record.model import Reference
from factbook.record.snapshot import Content

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


def to_text(difference: Difference) -> str:
    """A paragraph for each kind of change, with a line or a few for each record; the summary comes last."""
    return "".join(f"{line}\n" for line in [*_paragraphs(difference, "{}", _plain, "  "), _summary(difference)])


def to_markdown(difference: Difference) -> str:
    """A section for release notes: headings, and lists of records with what changed in them."""
    lines = _paragraphs(difference, "### {}\n", _escaped, "- ")
    head = f"## Release {_escaped(difference.new)}, compared with {_escaped(difference.old)}"
    return "".join(f"{line}\n" for line in [head, "", _summary(difference), "", *lines])


def to_json(difference: Difference) -> str:
    """One object with the fields of `Difference`; lists are lists of texts, what is not stated is null."""
    return json.dumps(asdict(difference), ensure_ascii=False, indent=2) + "\n"


#: The forms by name.
DIFFERENCE_FORMS: dict[str, Callable[[Difference], str]] = {"text": to_text, "json": to_json, "markdown": to_markdown}


def _paragraphs(difference: Difference, heading: str, write: Callable[[str], str], item: str) -> Iterator[str]:
    parts: tuple[tuple[str, Iterable[list[str]]], ...] = (
        ("Added", ([_name(record)] for record in difference.added)),
        ("Corrected", map(_correction, difference.corrected)),
        ("Merged", map(_end, difference.merged)),
        ("Withdrawn", map(_end, difference.withdrawn)),
    )
    for title, entries in parts:
        lines = [f"{item if at == 0 else '    '}{write(line)}" for entry in entries for at, line in enumerate(entry)]
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


def _correction(correction: Correction) -> list[str]:
    reason = [f"Reason: {correction.reason}"] if correction.reason else []
    reason += ["No reason is given."] if correction.is_value and not correction.reason else []
    return [_name(correction.record), f"{correction.field}: {_change(correction.old, correction.new)}", *reason]


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
