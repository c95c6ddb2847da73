"""The words of this project's lexicon: what somebody only wants to do is not done."""

from __future__ import annotations

import pytest

from factbook.schema import load_schema
from factbook.text.classes import Shown, shown
from factbook.text.lexicon import ClassKey, load_lexicon
from factbook.text.speech import SPEECH
from this_project import ROOT

LEXICON, _ = load_lexicon(ROOT / "lexicon.yml", load_schema(ROOT / "schema.sql").class_columns, SPEECH)
SIGNED = ClassKey("agreements", "status", "signed")


@pytest.mark.parametrize(
    "verb", ["expect", "expects", "seek", "hope", "hopes", "aim", "intend", "want", "plan", "are expecting"]
)
def test_what_is_awaited_is_hedged_in_every_form_of_the_verb(verb: str) -> None:
    assert shown(f"the two mayors {verb} to sign an agreement", SIGNED, "en", LEXICON) is Shown.HEDGED


def test_what_is_told_as_done_is_not_hedged() -> None:
    assert shown("the two mayors signed an agreement", SIGNED, "en", LEXICON) is Shown.SO
