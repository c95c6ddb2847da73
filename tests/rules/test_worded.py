"""`worded`: numbers and names in our own words have something behind them."""

from __future__ import annotations

import pytest

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Reference
from factbook.rules.worded import Behind, behind_of, check_worded, check_words
from factbook.schema import Column
from factbook.text.context import context_of
from factbook.text.en import English
from factbook.text.lexicon import Lexicon
from factbook.text.normalise import Span
from factbook.text.support import known_names

ENGLISH = English()
REASON = Column("reason", "TEXT", True, False, (), None, "", frozenset({"words", "editorial"}))
TEXT = "Ana Ruiz said that the Mexican firms signed seven deals, and that Japan could not yet. Trade rose to a record."


def _quote(words: str) -> Quote:
    start = TEXT.index(words)
    said = context_of(TEXT, [Span(start, start + len(words))], "en", Lexicon()).as_text()
    return Quote(words, "wire", 1, "speaker", "", "en", said)


def _kind(fault: Fault | None) -> str | None:
    return fault and fault.kind


KNOWN = known_names({"mexico": ("Mexico", "Mexican"), "japan": ("Japan",), "ruiz": ("Ana Ruiz",)})


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Firms of Mexico signed a deal", None),
        ("Firms of Japan signed", "Japan"),
        ("The 5 firms of Mexico", "5"),
        ("The two firms of Mexico in 2024", None),
        ("As of 2024-03-12, the three parties", None),
        ("Said on 2024-03-13", "2024-03-13"),
        ("Said on March 12, 2024", None),
        ("Said on March 13, 2024", "13"),
        ("Said on March 12, 2023", "12"),
        ("Firms of Osaka signed", "Osaka"),
        ("Firms of Mexico in the 22st century", "22st"),
        ("Firms of Mexico in the 1991s", "1991s"),
    ],
)
def test_names_and_numbers_in_our_words_have_something_behind_them(text: str, missing: str | None) -> None:
    behind = Behind(
        (_quote("the Mexican firms signed"),), ("Ana Ruiz", "2024"), frozenset({"2024-03-12"}), frozenset({3})
    )
    fault = check_words(text, behind, KNOWN, ENGLISH, is_note=False)
    assert (fault and fault.message.split("'")[1]) == missing


@pytest.mark.parametrize(
    ("reason", "missing"),
    [
        ("the Tuesday before November 4, 2025", None),
        ("the Tuesday before November 5, 2025", "5"),
        ("2024年度 began in April 2024", None),
        ("2023年度 began in April", "2023"),
    ],
)
def test_a_reason_may_name_the_day_of_its_article_and_numbers_as_it_prints_them(
    reason: str, missing: str | None
) -> None:
    quote = Quote("輸入量は2024年度に約6万3000トン", "kabar", 1, "reporter", "", "ja", "v=r")
    article = Reference("sources", "Kabar", ("Kabar",), values=("2025-11-04",))
    record = Record("figures", {}, reason=reason, references={"kabar": article}, known=known_names({}))
    fault = check_worded(reason, REASON, record, (quote,))
    assert (fault and fault.message.split("'")[1]) == missing


def test_a_share_in_a_quote_stands_behind_both_its_numbers() -> None:
    quote = Quote("9 de cada 10 visitantes", "wire", 1, "speaker", "", "es", "")
    for text, missing in (("Nine of ten visitors", None), ("Eight of ten visitors", "Eight")):
        fault = check_words(text, Behind((quote,), ()), KNOWN, ENGLISH, is_note=False)
        assert (fault and fault.message.split("'")[1]) == missing


def test_a_note_may_use_the_cited_paragraph() -> None:
    behind = Behind((_quote("the Mexican firms signed"),), ())
    assert _kind(check_words("Japan could not", behind, KNOWN, ENGLISH, is_note=False)) == "words"
    assert check_words("Japan could not", behind, KNOWN, ENGLISH, is_note=True) is None


def test_a_note_may_name_the_language_and_the_scale_of_what_is_printed() -> None:
    behind = Behind((_quote("the Mexican firms signed"),), ("3400000",))
    assert check_words("In English, in millions of pesos", behind, KNOWN, ENGLISH, is_note=True) is None
    assert _kind(check_words("In French, as printed", behind, KNOWN, ENGLISH, is_note=True)) == "words"
    assert _kind(check_words("Given in billions of pesos", behind, KNOWN, ENGLISH, is_note=True)) == "words"


def test_a_note_may_use_numbers_that_the_paragraph_writes_out() -> None:
    behind = Behind((_quote("the Mexican firms signed"),), ())
    assert check_words("All seven are new", behind, KNOWN, ENGLISH, is_note=True) is None
    assert _kind(check_words("All eight are new", behind, KNOWN, ENGLISH, is_note=True)) == "words"


def test_what_a_record_refers_to_stands_behind_its_words_with_names_and_values() -> None:
    japan = Reference("places", "Japan", ("Japan", "Japanese"), values=("1952",))
    record = Record(
        "deals", {"place": "japan", "title": "A deal"}, references={"japan": japan}, ours=frozenset({"title"})
    )
    behind = behind_of(record, (_quote("the Mexican firms signed"),))
    assert check_words("Mexican deal of Japan since 1952", behind, KNOWN, ENGLISH, is_note=False) is None


def test_the_year_of_an_article_stands_behind_remarks_only() -> None:
    wire = Reference("sources", "Wire", ("Wire",), values=("2025-03-01",))
    record = Record("deals", {}, references={"wire": wire})
    quotes = (_quote("the Mexican firms signed"),)
    remark, label = behind_of(record, quotes), behind_of(record, quotes, has_days=False)
    assert check_words("Mexican firms in 2025", remark, KNOWN, ENGLISH, is_note=True) is None
    assert _kind(check_words("Mexican firms in 2025", label, KNOWN, ENGLISH, is_note=False)) == "words"


def test_of_a_title_only_lands_stand_behind_what_is_not_a_remark() -> None:
    wire = Reference("sources", "Firms of Japan in Osaka", ("Firms of Japan in Osaka",))
    record = Record("deals", {}, references={"wire": wire})
    known = known_names({"japan": ("Japan", "Japanese"), "osaka": ("Osaka",)}, lands=["japan"])
    behind = behind_of(record, (_quote("the Mexican firms signed"),), has_days=False)
    assert check_words("Japanese firms that signed", behind, known, ENGLISH, is_note=False) is None
    assert _kind(check_words("The firms of Osaka", behind, known, ENGLISH, is_note=False)) == "words"
    assert check_words("The firms of Osaka", behind, known, ENGLISH, is_note=True) is None


def test_where_a_place_lies_stands_behind_a_reason_only() -> None:
    celaya = Reference("places", "Celaya", ("Celaya",), within=("Guanajuato", "Mexico"))
    record = Record("deals", {"place": "celaya"}, references={"celaya": celaya})
    quotes = (_quote("could not yet"),)
    reason, label = behind_of(record, quotes, is_reason=True), behind_of(record, quotes)
    assert check_words("Celaya lies in Guanajuato, Mexico", reason, KNOWN, ENGLISH, is_note=True) is None
    assert _kind(check_words("Jobs in Celaya, Guanajuato", label, KNOWN, ENGLISH, is_note=False)) == "words"


def test_a_remark_has_the_year_of_an_article_only_where_it_speaks_of_the_article() -> None:
    wire = Reference("sources", "Wire", ("Wire",), values=("2025-03-01",))
    column = Column("note", "TEXT", False, False, (), None, "", frozenset({"editorial", "words"}))
    record = Record("deals", {}, references={"wire": wire}, known=KNOWN)
    quotes = (_quote("the Mexican firms signed"),)
    assert check_worded("By the article, which is of 2025", column, record, quotes) is None
    assert _kind(check_worded("The sum has that of 2025 in it", column, record, quotes)) == "words"
