"""Where quotes went, an article's ledgers are closed again: paragraphs and numbers that nothing quotes are listed.

Goes by the locks, which know where each quote and number stands: no article is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from factbook.editor.workspace import Workspace
from factbook.evidence.evidence import PrintedNumber
from factbook.evidence.from_lock import FromLock
from factbook.evidence.locks import LockedArticle, spans_from_text
from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.read import FactNode
from factbook.problems import RequestError
from factbook.schema.core import SOURCES
from factbook.text.normalise import Span, digest, normalise

_NO_FACTS, _NUMBERS = "no_facts", "uncited_numbers"


def close_ledgers(workspace: Workspace, gone: FactNode, reason: str) -> None:
    """List what only the record that is gone has quoted, with the reason; what was open before it went stays so."""
    locks = FromLock(workspace.project.locks)
    sources = {str(citation.get("source")) for citation in gone.values.get("citations") or []}
    for path, record in workspace.records():
        if record.table == SOURCES and record.id in sources and (locked := locks.locked(record.id)):
            _close(workspace, path, record, locked, gone, reason)


def _close(
    workspace: Workspace, path: Path, record: FactNode, locked: LockedArticle, gone: FactNode, reason: str
) -> None:
    quoted = _quoted((other for _, other in workspace.records()), record.id, locked)
    was = _quoted([gone], record.id, locked)
    listed = {int(p): why for p, why in _listed(record).items()}
    open_ones = [p for p in was if p not in quoted and p not in listed]
    numbers = _open_numbers(record, locked, quoted, was)
    changes: dict[str, YamlValue] = {}
    if open_ones:
        changes[_NO_FACTS] = {str(p): why for p, why in sorted((listed | dict.fromkeys(open_ones, reason)).items())}
    if numbers:
        entries = [{"paragraph": str(p), "number": n, "reason": reason} for p, n in numbers]
        changes[_NUMBERS] = [*record.values.get(_NUMBERS, []), *entries]
    if changes:
        workspace.change(path, record, changes)


def _listed(record: FactNode) -> Mapping[str, str]:
    """The reasons by paragraph; raises RequestError where they are not written as a mapping."""
    found = record.values.get(_NO_FACTS, {})
    if isinstance(found, dict):
        return found
    try:
        return {item["paragraph"]: item["reason"] for item in found}
    except (TypeError, KeyError) as error:
        raise RequestError(f"{record.place}: {_NO_FACTS} cannot be read") from error


def _quoted(records: Iterable[FactNode], source: str, locked: LockedArticle) -> dict[int, list[Span]]:
    """The spans of all quotes of the article in these records, by paragraph."""
    found: dict[int, list[Span]] = {}
    for record in records:
        for citation in record.values.get("citations") or []:
            if citation.get("source") == source and str(citation.get("paragraph")).isdecimal():
                paragraph = int(citation["paragraph"])
                held = locked.quotes.get((paragraph, digest(normalise(citation.get("quote", "")))))
                found.setdefault(paragraph, []).extend(spans_from_text(held[0]) if held else ())
    return found


def _open_numbers(
    record: FactNode, locked: LockedArticle, quoted: Mapping[int, list[Span]], was: Mapping[int, list[Span]]
) -> list[tuple[int, str]]:
    """Numbers that were quoted, that nothing quotes any more and nothing lists, each once a paragraph, in order."""
    listed = {(str(e.get("paragraph")), normalise(e.get("number", ""))) for e in record.values.get(_NUMBERS) or []}
    found = [
        (number.paragraph, number.text)
        for number in locked.numbers
        if _is_within(number, was)
        and not _is_within(number, quoted)
        and (str(number.paragraph), number.text) not in listed
    ]
    return list(dict.fromkeys(found))


def _is_within(number: PrintedNumber, spans: Mapping[int, list[Span]]) -> bool:
    return any(s.start <= number.start and number.end <= s.end for s in spans.get(number.paragraph, ()))
