"""Records corrected, retired and merged: every file that it concerns, in a workspace.

`correct`, `retire` and `merge` change the workspace; the checks decide afterwards whether the facts pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from factbook.editor.history import RETIRED, Decision, add_change, add_retired, is_published, needs_entry
from factbook.editor.labels import known_as
from factbook.editor.ledgers import close_ledgers
from factbook.editor.references import point_all, point_example, pointed_values, referring
from factbook.editor.translated import drop_translations
from factbook.editor.workspace import Workspace
from factbook.factfiles.nodes import Refused, YamlValue, documents
from factbook.factfiles.read import FactNode
from factbook.problems import RequestError, did_you_mean
from factbook.rules.proof import ProofPlan

#: Quotes that a shell has left around a value, and that are no quotation in it.
_QUOTED = re.compile(r'"[^"]*"')
_STEP = re.compile(r"(?P<name>\w+)|\[(?P<place>[1-9]\d*)\]")


def correct(workspace: Workspace, id: str, values: Mapping[str, str], decision: Decision) -> None:
    """Give a record these values, by their paths as problems name them (`value`, `citations[1].quote`).

    An empty value takes the key out. A published record gets its entries, and has to have a reason. Raises RequestError
    at a path that leads nowhere, where nothing differs, and where the reason lacks.
    """
    path, record = workspace.find(id)
    due: dict[str, str | None] = {}
    for place, text in values.items():
        key = key_of(place)
        was = record.values.get(key)
        _set(workspace, path, record, place, value_of(text))
        if record.values.get(key) != was and needs_entry(workspace.project, workspace.schema, record, key):
            due.setdefault(key, said(workspace, was))
    if not workspace.files[path].is_changed:
        raise RequestError(f"{id} says so already")
    if due and not decision.reason:
        raise RequestError(f"{id} is published: say why {', '.join(due)} was wrong, by --reason TEXT; readers see it")
    for key, before in due.items():
        add_change(workspace, id, key, before, decision)


def _set(workspace: Workspace, path: Path, record: FactNode, place: str, value: YamlValue) -> None:
    key = key_of(place)
    known = [*workspace.schema.keys(record.table), *workspace.schema.children(record.table)]
    if key not in known or key == "id":
        hint = "an id stays" if key == "id" else did_you_mean(key, known) or f"it is one of {', '.join(known)}"
        raise RequestError(f"{record.table} has no {key!r} to correct: {hint}")
    changed = with_value(record.values, place, value).get(key)
    if changed != record.values.get(key):
        workspace.change(path, record, {key: changed})


def key_of(place: str) -> str:
    """The key of a record to which a path leads: `citations` of `citations[1].quote`."""
    return place.partition("[")[0].partition(".")[0].removesuffix("+")


def with_value(values: Mapping[str, YamlValue], place: str, value: YamlValue) -> dict[str, YamlValue]:
    """A record's values with another at that path; None takes out. Raises RequestError at a path that leads nowhere.

    At a path that ends in `+`, the value is added to the list, or the mapping, that is there.
    """
    if place.endswith("+"):
        value = _added(values.get(key_of(place)), value, place)
    first, *steps = [m["name"] or int(m["place"]) - 1 for m in _STEP.finditer(place)]
    old = values.get(str(first))
    changed = _with({} if old is None and steps and isinstance(steps[0], str) else old, steps, value, place)
    return {key: v for key, v in {**values, str(first): changed}.items() if v is not None}


def _added(old: YamlValue, more: YamlValue, place: str) -> YamlValue:
    if isinstance(more, list) and isinstance(old, list | None):
        return [*(old or ()), *more]
    if isinstance(more, dict) and isinstance(old, dict | None):
        return {**(old or {}), **more}
    kind = "mapping" if isinstance(old, dict) else "list"
    raise RequestError(f"{place}=: to a {kind} a {kind} is added, as in `aliases+=[The Bay]`")


def _with(node: Any, steps: list[Any], value: YamlValue, place: str) -> YamlValue:
    """The node with the value at the end of the steps; None takes out."""
    if not steps:
        return value
    step, *rest = steps
    if isinstance(step, int) and isinstance(node, list) and step < len(node):
        inner = _with(node[step], rest, value, place)
        return [*node[:step], *([] if inner is None else [inner]), *node[step + 1 :]] or None
    if isinstance(step, str) and isinstance(node, dict):
        inner = _with(node.get(step), rest, value, place)
        return {name: v for name, v in {**node, step: inner}.items() if v is not None}
    raise RequestError(f"{place}: the record has nothing there")


def value_of(text: str) -> YamlValue:
    """A text as it is, without quotes around it; what begins as a list or a mapping as YAML; nothing where it is empty.

    `[..2021]` is a date.
    """
    if _QUOTED.fullmatch(text):
        return text[1:-1] or None
    if not text.startswith(("[", "{")) or text.startswith("[.."):
        return text or None
    try:
        return next(iter(documents(text))).value
    except (Refused, StopIteration) as error:
        raise RequestError(f"{text!r} is no list or mapping") from error


def said(workspace: Workspace, value: YamlValue) -> str | None:
    """A value in words: a reference by what it refers to, a list by its rows."""
    if isinstance(value, str):
        return label_of(workspace, value) or value
    rows = value.items() if isinstance(value, dict) else value or ()
    return "; ".join(_row(workspace, row) for row in rows) or None


def _row(workspace: Workspace, row: YamlValue) -> str:
    parts: Iterable[YamlValue] = row.values() if isinstance(row, dict) else row if isinstance(row, tuple) else (row,)
    return ", ".join(said(workspace, part) or "" for part in parts)


def label_of(workspace: Workspace, id: str) -> str | None:
    """What the record of that id is called, by its label column; None where there is none."""
    for _, record in workspace.records():
        if record.id == id and record.table in workspace.schema.roots:
            label = record.values.get(workspace.schema.tables[record.table].label)
            return label if isinstance(label, str) else None
    return None


def retire(workspace: Workspace, id: str, decision: Decision) -> None:
    """Take a record out, with its entry where it is published; raises RequestError where others refer to it."""
    path, record = workspace.find(id)
    for place, end in workspace.records():
        if end.table == RETIRED and end.values.get("merged_into") == id:
            # What was merged into it is told by nothing any more.
            workspace.change(place, end, {"merged_into": None})
    others = [f"{r.record.place} ({r.key} of {r.record.name})" for r in referring(workspace, id) if r.record.id != id]
    if others:
        message = f"{id} is referred to by {', '.join(others)}"
        raise RequestError(f"{message}: correct these first, or `build.py merge {id} OTHER`")
    _take_out(workspace, path, record, decision, None)


def _take_out(workspace: Workspace, path: Path, record: FactNode, decision: Decision, into: str | None) -> None:
    label = known_as(workspace, record)
    workspace.remove(path, record)
    drop_translations(workspace, record.id, into)
    if is_published(workspace.project, record.id):
        add_retired(workspace, record, label, decision, into)
    close_ledgers(workspace, record, decision.reason)


def merge(workspace: Workspace, id: str, into: str, decision: Decision) -> int:
    """Have one record tell what two did: `id` goes, `into` stays; returns how many references were led to it.

    `into` gets the names of the other that are printed, and its passages where these show the same value. Raises
    RequestError where they are of different tables.
    """
    path, record = workspace.find(id)
    heir_path, heir = workspace.find(into)
    if id == into or record.table != heir.table:
        raise RequestError(f"{id} is in {record.table}, {into} in {heir.table}: two records of one table are merged")
    count = point_all(workspace, id, into) + point_example(workspace, id, into)
    workspace.change(heir_path, heir, _joined(workspace, record, heir))
    _take_out(workspace, path, record, decision, into)
    return count


def left_behind(workspace: Workspace, id: str, into: str) -> list[str]:
    """The columns that the one record gives and the other does not: a merger takes over names and passages only."""
    (_, record), (_, heir) = workspace.find(id), workspace.find(into)
    columns = workspace.schema.tables[record.table].given
    return [name for name in columns if name in record.values and name not in heir.values]


def _joined(workspace: Workspace, record: FactNode, heir: FactNode) -> dict[str, YamlValue]:
    """What the heir has after a merger beside what it had: names and passages of the other record."""
    values = pointed_values(workspace.schema, record, record.id, heir.id)
    label = workspace.schema.tables[record.table].label
    is_name = not workspace.schema.tables[record.table].columns[label].tags & {"words", "editorial"}
    names = [values.get(label)] if is_name and values.get(label) != heir.values.get(label) else []
    names += [alias for alias in values.get("aliases", []) if alias != heir.values.get(label)]
    aliases = list(dict.fromkeys([*heir.values.get("aliases", []), *names]))
    citations = _with_fields(heir, workspace)
    for citation in _with_fields(FactNode(*record[:4], values), workspace):
        kept = [name for name in citation["fields"] if values.get(name) == heir.values.get(name)]
        kept += ["aliases"] if names and {label, "aliases"} & set(citation["fields"]) and "aliases" not in kept else []
        if kept:
            cite(citations, {**citation, "fields": kept})
    joined: dict[str, YamlValue] = {"citations": citations} if citations else {}
    return joined | ({"aliases": aliases} if aliases else {})


def _with_fields(record: FactNode, workspace: Workspace) -> list[dict[str, YamlValue]]:
    """The record's citations, each with the fields that it proves."""
    needed = ProofPlan(workspace.schema, record.table).needed(record.values, workspace.lexicon)
    all_fields = [name for name in needed if name not in record.values.get("derivations", {})]
    return [{**citation, "fields": list(citation.get("fields", all_fields))} for citation in _citations(record)]


def _citations(record: FactNode) -> list[dict[str, YamlValue]]:
    return list(record.values.get("citations") or [])


def cite(citations: list[dict[str, YamlValue]], more: dict[str, YamlValue]) -> None:
    """Add a citation; where the passage is cited already, its fields."""
    for citation in citations:
        if all(citation.get(name) == more.get(name) for name in ("source", "paragraph", "quote")):
            citation["fields"] = list(dict.fromkeys([*citation["fields"], *more["fields"]]))
            return
    citations.append(more)
