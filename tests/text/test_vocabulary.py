"""The vocabulary of a search: what is read, what is refused with its place, and the forms of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.problems import ProjectError
from factbook.text.es_forms import plural_of
from factbook.text.function_words import FUNCTION_WORDS
from factbook.text.letters import paired
from factbook.text.speech import SPEECH
from factbook.text.vocabulary import Vocabulary, load_vocabulary


def load(folder: Path, text: str) -> tuple[Vocabulary, list[tuple[int, int, str]]]:
    path = folder / "vocabulary.yml"
    path.write_text(text, encoding="utf-8")
    vocabulary, problems = load_vocabulary(path, SPEECH)
    return vocabulary, [(each.line, each.column, each.message) for each in problems]


def test_groups_have_words_by_language_and_wider_groups(tmp_path: Path) -> None:
    found, problems = load(tmp_path, "car: {en: [car, auto], ja: [車], wider: [thing]}\nthing: {en: [thing]}\n")
    assert not problems
    assert [(g.name, g.all_words(), g.wider) for g in found.groups] == [
        ("car", ["car", "auto", "車"], ("thing",)),
        ("thing", ["thing"], ()),
    ]


def test_without_a_file_there_are_no_groups(tmp_path: Path) -> None:
    assert load_vocabulary(tmp_path / "vocabulary.yml", SPEECH) == (Vocabulary(), [])


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: {en: [x]}\nb: {es: [X]}\n", 2, 10, "'X' is a word of 'a' already"),
        ("a: {en: [x, x]}\n", 1, 13, "'x' is there twice"),
        ("a: {xx: [x]}\n", 1, 5, "'xx' is no language that is read"),
        ("a: {en: [x], wider: [b]}\n", 1, 22, "'b' is no group of words"),
        ("a: {en: x}\n", 1, 9, "a list of words is due here"),
        ("a: [x]\n", 1, 4, "a mapping is due here"),
        ("a: {}\n", 1, 1, "'a' has no words"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(
    tmp_path: Path, text: str, line: int, column: int, message: str
) -> None:
    _, problems = load(tmp_path, text)
    assert (line, column, message) in problems


def test_a_file_that_is_no_yaml_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"vocabulary\.yml:2:1: while parsing"):
        load(tmp_path, "a: [")


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("inversión", "inversiones"), ("acuerdo comercial", "acuerdos comerciales"), ("ciudad", "ciudades"),
        ("lápiz", "lápices"), ("empresas", "empresas"), ("TLC", "TLC"), ("cámara de comercio", "cámaras de comercios"),
    ],
)  # fmt: skip
def test_spanish_words_are_found_in_their_regular_plural(singular: str, plural: str) -> None:
    assert plural_of(singular) == plural


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("日産自動車", "日産 産自 自動 動車"),
        ("JICA協力", "協力"),
        ("日", "日"),
        ("ﾆｯｻﾝ", "ニッ ッサ サン"),
        ("Nissan", ""),
    ],
)
def test_a_script_without_spaces_is_written_as_pairs(text: str, pairs: str) -> None:
    assert paired(text) == pairs


def test_function_words_of_each_language_that_is_read_are_known_once() -> None:
    assert FUNCTION_WORDS.keys() == SPEECH.keys()
    assert all(len(words) == len(set(words)) for words in FUNCTION_WORDS.values())
