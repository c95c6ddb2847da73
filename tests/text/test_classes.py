"""Which classes a text shows, and how."""

from __future__ import annotations

import pytest

from factbook.text.classes import Shown, is_hedged, shown, shown_in
from factbook.text.lexicon import ClassKey, ClassWords, Lexicon

SIGNED, TALKED = ClassKey("deals", "status", "signed"), ClassKey("deals", "status", "discussed")
LEXICON = Lexicon(
    {
        SIGNED: ClassWords({"en": ("sign*", "made a … deal"), "es": ("firmó",), "ja": ("署名",)}, is_fact=True),
        TALKED: ClassWords({"en": ("discussed", "may")}),
    },
    {"en": ("would", "plan* to"), "ja": ("見通し",)},
    {"en": ("not",), "es": ("no",)},
)


@pytest.mark.parametrize(
    ("language", "text", "how"),
    [
        ("en", "The two SIGNED a deal", Shown.SO),
        ("en", "they made a new trade deal", Shown.SO),
        ("en", "a sealed deal", Shown.NOT),
        ("en", "they would sign it", Shown.HEDGED),
        ("en", "they did not sign it", Shown.HEDGED),
        ("en", "they would meet, and signed it", Shown.SO),
        ("en", "they may sign, and yesterday they signed", Shown.SO),
        ("es", "El ministro FIRMO el pacto", Shown.SO),
        ("es", "no firmó el pacto", Shown.HEDGED),
        ("ja", "覚書に署名した", Shown.SO),
        ("ja", "覚書に署名する見通し", Shown.HEDGED),
        ("fr", "signed", Shown.NOT),
    ],
)
def test_a_fact_is_shown_by_its_words_unless_a_hedge_stands_by_them(language: str, text: str, how: Shown) -> None:
    assert shown(text, SIGNED, language, LEXICON) is how


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("it is expected to sell", Shown.SO),
        ("it sold more than expected", Shown.NOT),
        ("four times as many as expected", Shown.NOT),
        ("the expected sale", Shown.SO),
    ],
)
def test_a_class_is_not_shown_by_what_was_awaited_in_comparison_only(text: str, how: Shown) -> None:
    key = ClassKey("deals", "status", "expected")
    lexicon = Lexicon({key: ClassWords({"en": ("expected",)})})
    assert shown(text, key, "en", lexicon) is how


PLANNED, HELD = ClassKey("visits", "status", "planned"), ClassKey("visits", "status", "held")
AWAITED = Lexicon(
    {
        PLANNED: ClassWords({"en": ("plan*",), "es": ("programad*", "plan"), "ja": ("予定", "計画")}),
        HELD: ClassWords({"en": ("was held",)}, is_fact=True),
    }
)


@pytest.mark.parametrize(
    ("language", "text", "how"),
    [
        ("en", "The company has cancelled its plan for a warehouse", Shown.HEDGED),
        ("en", "the mayor drops a river plan", Shown.HEDGED),
        ("en", "The visit planned for May was called off", Shown.HEDGED),
        ("en", "has not cancelled its plan", Shown.SO),
        ("en", "the plan was not abandoned", Shown.SO),
        ("en", "cancelled the visit and plans another", Shown.SO),
        ("es", "La empresa canceló su plan de planta", Shown.HEDGED),
        ("es", "La visita programada para mayo fue cancelada", Shown.HEDGED),
        ("es", "no canceló su plan", Shown.SO),
        ("ja", "9月に予定していた市での展示会は中止となった", Shown.HEDGED),
        ("ja", "工場の計画を撤回した", Shown.HEDGED),
        ("ja", "計画の中止はしない", Shown.SO),
        ("ja", "中止を求める声もあるが計画は進む", Shown.SO),
    ],
)
def test_what_is_awaited_is_not_shown_by_words_that_give_it_up(language: str, text: str, how: Shown) -> None:
    assert shown(text, PLANNED, language, AWAITED) is how


def test_a_kind_is_shown_though_the_thing_is_given_up() -> None:
    fair = ClassKey("visits", "kind", "fair")
    lexicon = Lexicon({fair: ClassWords({"en": ("fair",)}), HELD: AWAITED.classes[HELD]})
    assert shown("they cancelled the fair", fair, "en", lexicon) is Shown.SO


def test_a_class_that_claims_no_fact_is_shown_whatever_stands_by_it() -> None:
    assert shown("it would be discussed", TALKED, "en", LEXICON) is Shown.SO


@pytest.mark.parametrize(
    ("language", "text", "hedged"),
    [
        ("en", "it sold more than expected", False),
        ("en", "it is expected to sell", True),
        ("en", "more than expected would sell", True),
        ("en", "in May they sold it, on May 5 and in early May, 2025", False),
        ("en", "they may sell it in May", True),
        ("es", "no obstante, el gobierno lo aprobó", False),
        ("es", "no obstante, el gobierno no lo aprobó", True),
        ("es", "costó más de lo previsto", False),
        ("es", "está previsto para hoy", True),
        ("ja", "予想を上回る署名", False),
        ("ja", "署名は予想される", True),
    ],
)
def test_what_was_awaited_in_comparison_only_a_month_and_no_obstante_are_no_hedges(
    language: str, text: str, hedged: bool
) -> None:
    words = {"en": ("expected", "would", "may"), "es": ("previsto",), "ja": ("予想",)}
    assert is_hedged(text, language, Lexicon({}, words, {"es": ("no",)})) is hedged


def test_all_classes_of_a_text_are_found() -> None:
    found = shown_in("not signed, but discussed", "en", LEXICON)
    assert found == {SIGNED: Shown.HEDGED, TALKED: Shown.SO}
    assert list(shown_in("nothing of it", "en", LEXICON)) == []


def test_a_hedge_is_found_as_a_whole_word() -> None:
    assert is_hedged("they planned to go", "en", LEXICON)
    assert not is_hedged("the knot", "en", LEXICON)
    assert not is_hedged("would", "fr", LEXICON)
