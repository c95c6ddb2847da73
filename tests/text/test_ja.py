"""Japanese as newspapers print it: numbers, bounds, units, dates, sentences, names."""

from __future__ import annotations

import pytest

from factbook.problems import Fault
from factbook.text import Span, language_of
from factbook.text.quotes import locate

JAPANESE = language_of("ja")
assert JAPANESE

NUMBERS: dict[str, list[float]] = {
    "4億5千万ドル": [4.5e8], "1兆2000億円": [1.2e12], "1,200億円": [1.2e11], "500億円": [5e10], "3.7万人": [37_000],
    "約1万人": [10_000], "三十": [30], "三十人": [30], "二千五百人": [2_500], "百万ドル": [1e6], "五千万円": [5e7],
    "第4位": [4], "３番目": [3], "31件目": [31], "１，５００社": [1_500], "９０％": [90], "90パーセント": [90],
    "2割": [20], "2割5分": [25], "三つの工場": [3], "1.5倍": [1.5], "マイナス500億円": [-5e10], "▲500": [-500],
    "十分間": [10], "千人": [1_000],
    "5人から10人に増えた": [5, 10], "2025年3月12日": [2025, 3, 12], "二〇二五年": [2025], "100MW": [100],
}  # fmt: skip
WITHOUT_VALUE = [
    "数十社", "十数社", "数百万人", "何千人", "半数", "倍増", "3分の1", "三分の一", "5〜10万人", "50から100社",
    "5人から10人",
    "COVID-19", "G20", "5G", "09:10", "2025/3/12", "損失500億円",  "1-2-3",
]  # fmt: skip
NONE = [
    "千葉県", "一般", "十分", "九州", "四日市工場", "五十嵐氏", "百十四銀行", "二国間", "統一", "唯一", "万博",
    "三菱", "一方",
    "百貨店", "第一生命",
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), NUMBERS.items(), ids=NUMBERS)
def test_a_number_is_read_as_it_is_printed(text: str, values: list[float]) -> None:
    assert [number.value for number in JAPANESE.numbers(f"ここで{text}、") if number.values] == values


@pytest.mark.parametrize("text", WITHOUT_VALUE)
def test_what_is_no_whole_reading_is_one_number_without_a_value(text: str) -> None:
    (number,) = JAPANESE.numbers(f"ここで{text}、")
    assert number.value is None


@pytest.mark.parametrize("text", NONE)
def test_kanji_that_only_look_like_numbers_are_none(text: str) -> None:
    assert not JAPANESE.numbers(f"ここで{text}は")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("約1,500社", "about"), ("1,500社以上", "at least"), ("500人未満", "less than"), ("500人を超える", "more than"),
        ("5億円超", "more than"), ("300人余り", "more than"), ("100人以下", "up to"), ("最大500人", "up to"),
        ("50人程度", "about"), ("50前後", "about"), ("100人近く", "nearly"), ("ほぼ500人", "nearly"),
        ("少なくとも500人", "at least"), ("4億5千万ドルを超え", "more than"), ("90％以上", "at least"),
        ("500人を採用", ""), ("先に示した120億円を下回る。", "exactly, less than"),
        ("計画の120億円を上回り、", "exactly, more than"), ("進出した120社を超える企業", "more than"),
    ],
)  # fmt: skip
def test_a_bound_is_what_is_printed_at_the_number_before_or_after(text: str, bound: str) -> None:
    (number,) = JAPANESE.numbers(text)
    assert ", ".join(sorted(JAPANESE.bounds(text, number))) == bound


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("1,500社以上", "社", [1_500]), ("90パーセント", "percent", [90]), ("2割", "percent", [20]),
        ("第4位", "rank", [4]),
        ("世界4位の", "rank", [4]), ("最大の投資国", "rank", [1]), ("500人口", "人", []), ("500社会", "社", []),
        ("500億円の投資で900人を雇用", "人", [900]), ("500億円の投資で900人を雇用", "円", [5e10]),
        ("4億ドル", "ドル", [4e8]),
        ("4億ドル", "円", []), ("日系企業は約1,500", "日系企業", [1_500]), ("2019年に", "年", []),
        ("10年間", "年", [10]), ("同社は従業員500人", "社", []),
        ("従業員は500人", "従業員", [500]),
    ],
)  # fmt: skip
def test_a_unit_is_printed_for_its_own_number(text: str, unit: str, values: list[float]) -> None:
    assert [number.value for number in JAPANESE.measured(text, unit)] == values


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2025-03-12", "2025年3月12日に"), ("2025-03-12", "２０２５年３月１２日"),
        ("2025-03-12", "二〇二五年三月十二日"),
        ("2025-04", "令和7年4月"), ("2019", "令和元年に"), ("1970", "昭和45年"), ("2025-03-12", "2025/3/12"),
        ("2025-03-16/2025-06-20", "2025年3月16日から6月20日まで"), ("2025-03-20", "2025年3月16日から20日"),
        ("2018/2023", "2018〜2023年"), ("1997~", "1990年代後半"), ("2024", "2024年度"),
        ("2024-01/2024-03", "2024年第1四半期"),
        ("2019/..", "2019年から"), ("[..2021-03]", "2021年3月までに"), ("2019~", "2019年ごろ"),
        ("2025", "2025(令和7)年"), ("2025-06-16/2025-06-17", "2025年6月16、17日"), ("2025-06-17", "2025年6月16・17日"),
    ],
)  # fmt: skip
def test_a_date_is_shown_by_one_expression_that_prints_it(date: str, text: str) -> None:
    assert JAPANESE.date_fault(date, text) is None


@pytest.mark.parametrize(
    ("date", "text", "missing"),
    [
        ("2010", "10年間", "the year 2010"), ("2025-03-12", "2025年3月に12日間", "the day 12"),
        ("2025-03", "2025年5月", "March"), ("2025-03", "2025年3月期", "March"), ("2019", "2019人", "the year 2019"),
        ("2019~", "2019年", "a word for '~' (about)"),
    ],
)  # fmt: skip
def test_what_of_a_date_is_not_shown_is_told(date: str, text: str, missing: str) -> None:
    assert JAPANESE.date_fault(date, text) == missing


def test_sentences_end_at_their_stops_and_not_inside_quotation_marks() -> None:
    text = "「工場を建設する。」と述べた。次の文！終わり"
    assert [text[span.start : span.end] for span in JAPANESE.sentences(text)] == [
        "「工場を建設する。」と述べた。", "次の文！", "終わり",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "is_name"),
    [
        ("日本政府は", "日本", True), ("西日本では", "日本", False), ("東京都で", "京都", False),
        ("新日本で", "日本", True),
        ("ニューメキシコ州", "メキシコ", False), ("メキシコシティで", "メキシコ", False),
        ("メキシコ市で", "メキシコ", True),
        ("日産自動車は", "日産", False), ("日産の", "日産", True), ("トヨタは", "トヨタ", True),
        ("JICAが", "JICA", True),
        ("JICAXが", "JICA", False), ("在メキシコ大使", "メキシコ", True),
    ],
)  # fmt: skip
def test_a_name_runs_on_where_its_neighbour_is_of_the_same_script(text: str, name: str, is_name: bool) -> None:
    at = text.index(name)
    assert JAPANESE.is_name_at(text, at, at + len(name)) is is_name


@pytest.mark.parametrize(
    ("paragraph", "quote", "cut"),
    [
        ("新工場は建設しないと述べた", "新工場は建設し", ["ない"]),
        ("新工場を建設する方針だ", "新工場を建設する", ["方針"]),
        ("元大使の山田氏が", "大使の山田氏", ["元"]),
        ("新工場を建設した。次は検討する", "新工場を建設した", []),
        ("山田氏は会見で「撤退は考えていない」", "山田氏は会見で", []),
    ],
)
def test_words_that_turn_the_sense_of_a_quote_are_told_where_it_cuts_them(
    paragraph: str, quote: str, cut: list[str]
) -> None:
    at = paragraph.index(quote)
    assert JAPANESE.cut_words(paragraph, [Span(at, at + len(quote))]) == cut


def test_a_quote_has_six_to_forty_characters() -> None:
    assert [count for count in range(1, 50) if JAPANESE.length_fault("字" * count) is None] == [*range(6, 41)]


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("約500人を採用した", ""), ("500人を採用した", "quote-cut"), ("約5", "quote-cut"),
        ("同社は新工場で約500人を採用した", "quote-sentence"), ("新工場で … 採用した", ""),
        ("同社は新工場で約5", "quote-cut"),
    ],
)  # fmt: skip
def test_a_quote_is_whole_in_numbers_and_bounds_and_less_than_a_sentence(quote: str, kind: str) -> None:
    found = locate("同社は新工場で約500人を採用した。次の文もある。", quote, JAPANESE)
    assert (found.kind if isinstance(found, Fault) else "") == kind
