"""lexicon.yml: what is read from it, and what is refused."""

from __future__ import annotations

from pathlib import Path

from factbook.text.lexicon import DENIES, ClassKey, Phrase, load_lexicon

COLUMNS = {"deals": {"status": ("signed", "planned")}}


def _load(tmp_path: Path, text: str) -> tuple[object, list[str]]:
    path = tmp_path / "lexicon.yml"
    path.write_text(text, encoding="utf-8")
    lexicon, problems = load_lexicon(path, COLUMNS, ("en", "es"))
    return lexicon, [str(problem) for problem in problems]


def test_words_are_read_by_table_column_value_and_language(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yml"
    path.write_text("hedges: {en: [no]}\nclasses: {deals: {status: {signed: {fact: yes, en: [inked], es: [firm*]}}}}\n")
    lexicon, problems = load_lexicon(path, COLUMNS, ("en", "es"))
    assert problems == []
    assert lexicon.hedges == {"en": ("no",)}
    words = lexicon.classes[ClassKey("deals", "status", "signed")]
    assert words.is_fact
    assert words.words == {"en": ("inked",), "es": ("firm*",)}


def test_words_for_units_are_read_by_unit_and_language(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yml"
    path.write_text("units: {meters: {es: [metros, m]}, metres: {en: [m]}}\n", encoding="utf-8")
    lexicon, problems = load_lexicon(path, COLUMNS, ("en", "es"), {"meters"})
    assert lexicon.units == {"meters": {"es": ("metros", "m")}}
    assert [str(problem) for problem in problems] == [
        "lexicon.yml:1:36: 'metres' is no unit of a column, as its [unit: …] says it [lexicon]\n"
        "    did you mean 'meters'?"
    ]


def test_without_the_file_there_are_no_words(tmp_path: Path) -> None:
    lexicon, problems = load_lexicon(tmp_path / "lexicon.yml", COLUMNS, ("en",))
    assert not lexicon.classes
    assert problems == []


def test_each_key_that_does_not_fit_is_a_problem_with_its_place(tmp_path: Path) -> None:
    _, problems = _load(
        tmp_path,
        "hedge: {en: [x]}\nhedges: {fr: [y]}\nclasses:\n  deal: {}\n  deals:\n    kind: {}\n"
        "    status:\n      sined: {en: [a]}\n      planned: {en: [b, b, [c]], es: d}\n",
    )
    assert problems == [
        "lexicon.yml:1:1: 'hedge' is no part of the lexicon [lexicon]\n    did you mean 'hedges'?",
        "lexicon.yml:2:10: 'fr' is no language that is read [lexicon]\n    known: en, es",
        "lexicon.yml:4:3: 'deal' is no table with a [class] column [lexicon]\n    did you mean 'deals'?",
        "lexicon.yml:6:5: 'kind' is no [class] column of deals [lexicon]\n    known: status",
        "lexicon.yml:8:7: 'sined' is no value of deals.status [lexicon]\n    did you mean 'signed'?",
        "lexicon.yml:9:25: 'b' is there twice [lexicon]",
        "lexicon.yml:9:28: a word or a phrase is due here [lexicon]",
        "lexicon.yml:9:38: a list of words is due here [lexicon]",
    ]


def test_the_same_key_twice_is_a_problem(tmp_path: Path) -> None:
    _, problems = _load(tmp_path, "hedges: {en: [x]}\nhedges: {en: [y]}\n")
    assert problems == ["lexicon.yml:2:1: the same key is there twice, or is no text [lexicon]"]


def test_a_word_that_shows_two_values_of_a_column_is_a_problem(tmp_path: Path) -> None:
    _, problems = _load(
        tmp_path, "classes: {deals: {status: {signed: {en: [done]}, planned: {en: [done], es: [done]}}}}\n"
    )
    assert problems == [
        "lexicon.yml:1:65: 'done' shows 'signed' already [lexicon]\n    take a longer phrase, or one of the two away"
    ]


def test_phrases_are_read_by_kind_name_and_side_with_words_of_our_own(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yml"
    path.write_text(
        "claims: {first: {labels: yes, ours: [first], es: [primer*]}}\n"
        "opposites: {sale: {converse: yes, one: {en: [sold]}, other: {en: [bought]}}}\n"
        "negations: {en: [not]}\nlisted: {deals: [goods]}\n"
    )
    lexicon, problems = load_lexicon(path, COLUMNS, ("en", "es"))
    assert problems == []
    sold = Phrase("opposites", "sale", "one")
    assert lexicon.phrases == {
        Phrase("claims", "first"): {"ours": ("first",), "es": ("primer*",)},
        sold: {"en": ("sold",)},
        sold.opposite: {"en": ("bought",)},
        DENIES: {"en": ("not",)},
    }
    assert lexicon.converses == {"sale"}
    assert lexicon.of_labels == {Phrase("claims", "first")}
    assert lexicon.listed == {("deals", "goods")}


def test_a_side_that_there_is_not_is_a_problem(tmp_path: Path) -> None:
    _, problems = _load(tmp_path, "opposites: {sale: {ones: {en: [sold]}}}\n")
    assert problems == ["lexicon.yml:1:20: 'ones' is no side of 'sale' [lexicon]\n    did you mean 'one'?"]
