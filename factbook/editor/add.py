"""One record of one passage, with all that can be known of it filled in: where it stands, whose words, what it counts.

Turns a passage and the values that an editor gives into a record, in a workspace; or into one more passage of a record
that exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factbook.editor import ranges
from factbook.editor.corrections import cite, key_of, value_of, with_value
from factbook.editor.new import free_id, slug
from factbook.editor.reading import Passage, Reading
from factbook.editor.units import bound_of, counted_run, is_of_count, unit_of
from factbook.editor.who import body_called, body_values, person_values, persons_in, without_posting
from factbook.editor.words import label_column
from factbook.factfiles.defaults import KEYS
from factbook.factfiles.nodes import YamlValue
from factbook.problems import RequestError, did_you_mean
from factbook.rules.kinds import kind_column
from factbook.rules.proof import ProofPlan
from factbook.schema import REGISTER, Column, Table
from factbook.schema.core import SOURCES
from factbook.text.lexicon import ClassKey
from factbook.text.numbers import Number
from factbook.text.speech import primary_subtag

Values = dict[str, YamlValue]


def citation_of(reading: Reading, passage: Passage) -> Values:
    """The passage as a citation: where it stands, whose words it gives."""
    voice, speaker = reading.voice(passage)
    values: Values = {"source": passage.source, "paragraph": str(passage.paragraph), "quote": passage.quote}
    return values | {"voice": voice} | ({"speaker": speaker} if speaker else {})


def read_values(reading: Reading, table: Table, passage: Passage, given: Mapping[str, YamlValue]) -> Values:
    """What the passage says of the columns that an editor has not given: number, unit, bound, classes, who speaks."""
    values: Values = {}
    number = counted(reading, table, passage, given)
    if end := _end(reading, table, passage, given):
        number, values = end.number, ranges.values_of(reading, table, end)
    elif number is None:
        number = _unread(reading, table, passage, given)
    taken = {str(value) for value in given.values()}
    for column in table.given.values():
        if column.name in given or column.name in values or column.name == "id":
            continue
        value = _value(reading, table, column, passage, number)
        if value is not None and not (column.references and value in taken):
            values[column.name] = value
    return values


def _end(reading: Reading, table: Table, passage: Passage, given: Mapping[str, YamlValue]) -> ranges.End | None:
    """The end of a range that the editor gives as the number."""
    column = next(iter(table.tagged("number")), None)
    return ranges.end_given(reading, passage, given[column.name]) if column and column.name in given else None


def _unread(reading: Reading, table: Table, passage: Passage, given: Mapping[str, YamlValue]) -> Number | None:
    """The number from which the one that is given follows: "a third", whose bound stands beside it."""
    column = next(iter(table.tagged("number")), None)
    if column is None or column.name not in given or reading.reader is None:
        return None
    return next((number for number in reading.reader.numbers(passage.quote) if not number.values), None)


def _value(reading: Reading, table: Table, column: Column, passage: Passage, number: Number | None) -> str | None:
    if "number" in column.tags:
        return f"{number.value:.15g}" if number and number.value is not None else None
    if "qualifier" in column.tags:
        return bound_of(reading, column, passage, number)
    if "unit" in column.tags and "editorial" not in column.tags and table.tagged("number"):
        return unit_of(reading, table, column, passage, number)
    if "class" in column.tags:
        return next(iter(reading.classes(passage, table, column)), _otherwise(reading, table, column))
    text = without_posting(passage.quote) if "person" in table.tags else passage.quote
    if column.references and column.references not in (REGISTER, table.name, SOURCES) and not column.required:
        run = counted_run(reading, table, passage, number)
        named = [
            id
            for id in reading.named(text, reading.targets(table, column))
            if _fits(reading, column, id)
            and not is_of_count(reading, id, run)
            and (not table.tagged("number") or reading.is_named_alone(id, text))
        ]
        is_first = column == next(c for c in table.given.values() if c.references == column.references)
        return named[0] if is_first and len(named) == 1 else None
    if column.references and column.required:
        speaker = reading.voice(passage)[1]
        targets = () if column.references == REGISTER else reading.targets(table, column)
        found = next(reading.named(passage.quote, targets), None)
        return speaker if speaker and column.references == REGISTER else found
    return None


def _fits(reading: Reading, column: Column, id: str) -> bool:
    """Whether the record is of the kind that the column is called by, if it is called by one: a country."""
    kind = kind_column(reading.workspace.schema, column)
    return kind is None or reading.workspace.find(id)[1].values.get(kind.name) == column.name


def _otherwise(reading: Reading, table: Table, column: Column) -> str | None:
    """The class that goes without saying; None where a record may do without one."""
    known = reading.lexicon.classes
    keys = [ClassKey(table.name, column.name, value) for value in column.choices]
    unsaid = next((key.value for key in keys if key in known and known[key].otherwise), column.choices[0])
    return unsaid if column.required else None


def counted(reading: Reading, table: Table, passage: Passage, given: Mapping[str, YamlValue]) -> Number | None:
    """The number that the record gives: the one that has been given, else the first that no given date has."""
    column = next(iter(table.tagged("number")), None)
    if column is None:
        return None
    wanted = given.get(column.name)
    numbers = reading.numbers_of(column, passage.quote)
    if wanted is not None:
        return next((n for n in numbers if f"{n.value:.15g}" == wanted), None)
    dates = " ".join(str(given[name]) for name in (c.name for c in table.tagged("date")) if name in given)
    return next((n for n in numbers if n.text not in dates), next(iter(numbers), None))


def others_counted(
    reading: Reading, table: Table, passage: Passage, given: Mapping[str, YamlValue]
) -> tuple[str, list[str]]:
    """The number that is taken where none has been given, and the others that the passage has, as printed."""
    column = next(iter(table.tagged("number")), None)
    taken = counted(reading, table, passage, given)
    if column is None or taken is None or column.name in given:
        return "", []
    dates = " ".join(str(given[name]) for name in (c.name for c in table.tagged("date")) if name in given)
    others = [n.text for n in reading.numbers_of(column, passage.quote) if n != taken and n.text not in dates]
    return taken.text, others


def is_counted(reading: Reading, table: Table, passage: Passage, given: Mapping[str, YamlValue]) -> bool:
    """Whether the passage has the number that is given, alone or as the end of a range."""
    return bool(counted(reading, table, passage, given) or _end(reading, table, passage, given))


# ── the record ──


def add_record(
    reading: Reading, table: Table, passage: Passage, given: Mapping[str, str], label: str, checked: str
) -> str:
    """Add the record to the file of its article; returns its id. Raises RequestError at a key that there is not."""
    workspace = reading.workspace
    label_key = label_column(table)
    texts = {**({label_key: label} if label and label_key else {}), **given}
    values = _assigned({}, {**_of_name(reading, table, passage, label), **texts}, _known(reading, table), table)
    ranges.check_number(reading, table, passage, values)
    said = read_values(reading, table, passage, values)
    id = values.get("id") or free_id(
        slug(str(values.get(label_key or "") or said.get(label_key or "") or table.name)), ids(reading)
    )
    record: Values = {"id": id, **said, **values, "checked": values.get("checked", checked)}
    if reasons := {**_mapping(said), **_mapping(values)}:
        record["derivations"] = reasons
    head = {"checked": checked}
    if table.needs_proof:
        citation = citation_of(reading, passage)
        record["citations"] = [citation]
        head = {"source": reading.source, "voice": str(citation["voice"]), "checked": checked}
    workspace.add(file_of(reading, table), record, head)
    return str(id)


def _mapping(values: Mapping[str, YamlValue]) -> dict[str, YamlValue]:
    found = values.get("derivations")
    return dict(found) if isinstance(found, dict) else {}


def _of_name(reading: Reading, table: Table, passage: Passage, name: str) -> dict[str, str]:
    """Name and post of the person whom the passage names so, or the kind of the body."""
    language = primary_subtag(reading.language)
    if not name or name not in passage.quote:
        return {}
    if "person" in table.tags:
        post = next((p.post for p in persons_in(passage.quote, language) if p.name == name), "")
        return person_values(table, name, post, language)
    is_body = "printed" in table.columns[table.label].tags and not table.tagged("class")
    return (body_values(table, body_called(passage.quote, name, language)) if is_body else None) or {}


def file_of(reading: Reading, table: Table) -> Path:
    """The fact file of a table's records from this article."""
    return reading.workspace.project.facts / table.name / f"{reading.source}.yml"


def ids(reading: Reading) -> set[str]:
    """All ids that are in use, of retired records too."""
    return {record.id for _, record in reading.workspace.records()}


def _known(reading: Reading, table: Table) -> list[str]:
    schema = reading.workspace.schema
    return [*schema.keys(table.name), *schema.children(table.name)]


def _assigned(values: Values, given: Mapping[str, str], known: list[str], table: Table) -> Values:
    found: dict[str, Any] = dict(values)
    for place, text in given.items():
        key = key_of(place)
        if key not in known:
            hint = did_you_mean(key, known) or f"it has {', '.join(known)}"
            raise RequestError(f"{table.name} has no {key!r}: {hint}")
        found = with_value(found, place, value_of(text))
    return found


def add_passage(reading: Reading, id: str, passage: Passage, given: Mapping[str, str], checked: str) -> None:
    """Cite the passage in a record that exists, for the values that are given, else for all that it has and proves."""
    workspace = reading.workspace
    path, record = workspace.find(id)
    table = workspace.schema.tables[record.table]
    values = _assigned(record.values, given, _known(reading, table), table)
    proof = ProofPlan(workspace.schema, record.table)
    derived = values.get("derivations") or {}
    needed = [name for name in proof.needed(values, workspace.lexicon) if name not in derived]
    new = [name for name in dict.fromkeys(map(key_of, given)) if name in needed]
    # What is added to a list leaves the rest of it with the passages that prove it.
    added = {key_of(place) for place in given if place.endswith("+")}
    before = [name for name in needed if name not in new or name in added]
    citations = [dict(c) for c in record.values.get("citations") or []]
    for citation in citations:
        citation.setdefault("fields", list(before))
    cite(citations, {**citation_of(reading, passage), "fields": new or needed})
    workspace.change(path, record, {**values, "citations": citations, KEYS[-1]: checked})
