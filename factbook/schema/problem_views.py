"""Views that must be empty, from which tables there are: the register against the tables of facts, and who speaks."""

from __future__ import annotations

from factbook.schema.model import Tables
from factbook.schema.names import quote_name as q

_WITHOUT_CITATION = """\
-- A fact that no article proves.
create view problem_fact_without_citation as
select facts.id, 'no citation' as problem from facts
where facts.kind not in ({kinds}) and not exists (select 1 from citations where citations.fact = facts.id);
"""
_ROW_NUMBERS = """\
-- A record whose row number is not that of its entry in the register: all search rests on it.
create view problem_row_numbers_differ as
select facts.id, 'row number differs from the register' as problem from facts join (
  {branches}
) as records on records.id = facts.id where records.n <> facts.rowid;
"""
_OUT_OF_STEP = """\
-- An entry in the register whose table has no such record.
create view problem_register_out_of_step as
select id, 'not one record in ' || kind as problem from facts where not case kind
{branches}
  else false
end;
"""
_SPEAKER = """\
-- A citation whose speaker is neither a person nor a body that may speak.
create view problem_speaker_cannot_speak as
select citations.id, citations.speaker || ' is in ' || facts.kind || ', which does not speak' as problem
from citations join facts on facts.id = citations.speaker where facts.kind in ({kinds});
"""


def problem_views(tables: Tables) -> dict[str, str]:
    """The views by name; one that asks about tables that there are not is left out."""
    facts = [table for table in tables.values() if table.is_fact]
    speakers = [table.name for table in facts if table.tags & {"person", "speaker"}]
    unproved = _list([table.name for table in facts if not table.needs_proof])
    views = {"problem_fact_without_citation": _WITHOUT_CITATION.format(kinds=unproved)}
    if facts:
        rows = "\n  union all ".join(f"select id, rowid as n from {q(table.name)}" for table in facts)
        kinds = "\n".join(f"  when '{table.name}' then id in (select id from {q(table.name)})" for table in facts)
        views["problem_row_numbers_differ"] = _ROW_NUMBERS.format(branches=rows)
        views["problem_register_out_of_step"] = _OUT_OF_STEP.format(branches=kinds)
    silent = [table.name for table in facts if table.name not in speakers]
    if speakers and silent:
        views["problem_speaker_cannot_speak"] = _SPEAKER.format(kinds=_list(silent))
    return views


def _list(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
