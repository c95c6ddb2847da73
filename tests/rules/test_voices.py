"""The same words have one voice, and who speaks may be the reporter's where the claim is the speaker's."""

from __future__ import annotations

import sqlite3

import pytest

from factbook.rules.voices import check_voices

TEXT = "The mayor, Ana Ruiz, denied that the port had been sold, Emi Hata said."


@pytest.mark.parametrize(
    ("reporters", "speakers", "conflicts"),
    [
        ("The mayor, Ana Ruiz", "Ana Ruiz, denied that the port", 0),
        ("Ana Ruiz", "Ana Ruiz, denied that the port", 0),
        ("Emi Hata said", "the port had been sold, Emi Hata said", 0),
        ("The mayor, Ana Ruiz", "the port had been sold", 0),
        ("the port had been sold", "the port had been sold", 2),
        ("denied that the port had been sold", "the port had been sold", 2),
        ("the port had", "that the port had been sold", 2),
    ],
)
def test_words_of_a_claim_have_one_voice(reporters: str, speakers: str, conflicts: int) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(
        "create table citations"
        ' (in_file, in_record, at_row, source, paragraph, start, "end", voice, speaker, quote, spans)'
    )
    database.execute("create temp table touched_sources (source)")
    database.execute("insert into touched_sources values ('wire')")
    for row, (voice, speaker, quote) in enumerate((("reporter", None, reporters), ("speaker", "ruiz", speakers))):
        start = TEXT.index(quote)
        values = (1, row, row, "wire", 1, start, start + len(quote), voice, speaker, quote, "0")
        database.execute(f"insert into citations values ({', '.join('?' * len(values))})", values)
    assert len(list(check_voices(database))) == conflicts
    database.close()
