"""The same words have one voice: quotes that overlap in an article give them to one speaker, in whatever record.

A quote that names who speaks, and is the reporter's, may run into the claim, or out of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from factbook.problems import Fault
from factbook.rules.across import StagedFault

#: Quotes of the articles that are touched, each with another voice or speaker that a quote which overlaps it has.
_DIFFERING = """
with said as (
  select distinct source, paragraph, start, "end", voice, coalesce(speaker, '') as speaker from citations
  -- A voice that is none is a fault of its own.
  where spans <> '' and voice in ('reporter', 'speaker', 'interviewer')
  and source in (select source from temp.touched_sources)
), differing as (
  select one.*, min(other.voice) as other_voice, other.speaker as other_speaker
  from said as one join said as other using (source, paragraph)
  where one.start < other."end" and other.start < one."end"
  and (one.voice <> other.voice or one.speaker <> other.speaker)
  -- Who speaks may be told by the reporter up to where the claim begins, or from where it ends: "Ana Ruiz, the mayor".
  and not (
    one.voice = 'reporter' and other.voice = 'speaker'
    and (other.start < one.start or other."end" > one."end") and (one.start <= other.start or one."end" >= other."end")
  ) and not (
    one.voice = 'speaker' and other.voice = 'reporter'
    and (one.start < other.start or one."end" > other."end") and (other.start <= one.start or other."end" >= one."end")
  )
  group by one.source, one.paragraph, one.start, one."end", one.voice, one.speaker
)
select in_file, in_record, at_row, row.voice, row.quote, other_voice, other_speaker from citations as row join differing
on differing.source = row.source and differing.paragraph = row.paragraph and differing.start = row.start
and differing."end" = row."end" and differing.voice = row.voice and differing.speaker = coalesce(row.speaker, '')
"""


def check_voices(database: sqlite3.Connection) -> Iterator[StagedFault]:
    """Quotes whose words another citation gives to another voice or speaker."""
    for file, record, place, voice, quote, other, speaker in database.execute(_DIFFERING).fetchall():
        whose = f"{other!r} of {speaker!r}" if speaker else repr(other)
        field = "voice" if other != voice else "speaker"
        message = f"words of {quote!r} are quoted elsewhere with the voice {whose}"
        fault = Fault("same-words", message, "correct either", ("citations", place, field))
        yield StagedFault(file, record, fault)
