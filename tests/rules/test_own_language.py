"""Our own words are read in the language that metadata.yml gives the project, and by no other's words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commands import run_command
from factbook.rules.beside import beside_fault
from factbook.rules.counted import is_of_all
from factbook.rules.denials import check_awaited, check_denials
from factbook.rules.derived import check_form, check_month, check_words
from factbook.rules.directions import check_directions
from factbook.rules.reasons import check_tied
from factbook.rules.reckoned import check_class, check_reckoned
from factbook.rules.rule import Quote, Record, Reference
from factbook.rules.worded import check_worded
from factbook.schema import Column
from factbook.text.lexicon import ClassKey, ClassWords, Lexicon
from factbook.text.support import known_names
from this_project import ROOT, build

LABEL = Column("label", "TEXT", True, False, (), None, "", frozenset({"words", "label"}))
REMARK = Column("note", "TEXT", False, False, (), None, "", frozenset({"words", "editorial"}))
OPENED = Column("opened", "TEXT", False, False, (), None, "", frozenset({"date"}))
STATE = Column("state", "TEXT", False, False, ("open",), None, "", frozenset({"class"}))
PRINTED = Column("name", "TEXT", True, False, (), None, "", frozenset({"printed"}))
LEXICON = Lexicon(
    classes={ClassKey("ports", "state", "open"): ClassWords({"es": ("abierto",), "ja": ("開港",)}, False, False)},
    hedges={"en": ("will",), "es": ("*rá",), "ja": ("予定",)},
    sha256="own",
)
KNOWN = known_names({"brea": ("Brea", "ブレア"), "oro": ("Oro", "オロ港")})


def _quote(text: str, language: str = "en") -> Quote:
    return Quote(text, "wire", 1, "speaker", "ruiz", language, "")


def _record(language: str, **values: str) -> Record:
    return Record("ports", values, lexicon=LEXICON, known=KNOWN, language=language)


@pytest.mark.parametrize(
    ("own", "words", "quote", "is_taken"),
    [
        ("es", "El puerto no recibirá dinero", "no public money", True),
        ("es", "El puerto no recibirá dinero", "public money flows", False),
        ("es-MX", "Habrá dinero para el puerto", "No public money is involved", False),
        ("ja", "撤退は考えていない", "a withdrawal is considered", False),
        ("ja", "増資を検討", "we will not consider new shares", False),
        ("ja", "撤退は考えていない", "we will not consider a withdrawal", True),
        ("fr", "Le port ne recevra rien", "public money flows", True),
    ],
)
def test_what_is_denied(own: str, words: str, quote: str, is_taken: bool) -> None:
    record = _record(own, speaker="ruiz", label=words)
    assert (check_denials(words, LABEL, record, (_quote(quote),)) is None) is is_taken


@pytest.mark.parametrize(
    ("own", "words", "is_taken"),
    [
        ("es", "La renta ha sido pagada", False),
        ("es", "La renta fue pagada", False),
        ("es", "La renta se pagará", True),
        ("es", "El convenio que fue firmado en mayo", True),
        ("ja", "賃料は支払われたと述べた", False),
        ("ja", "賃料は支払われる予定だと述べた", True),
        ("en", "The rent was paid", False),
        ("es", "The rent was paid", True),
    ],
)
def test_what_is_awaited_is_not_told_as_done(own: str, words: str, is_taken: bool) -> None:
    record = _record(own, speaker="ruiz")
    assert (check_awaited(words, LABEL, record, (_quote("the rent will be paid"),)) is None) is is_taken


@pytest.mark.parametrize(
    ("own", "words", "is_taken"),
    [
        ("es", "Crecimiento de las ventas", False),
        ("es", "Caída de las ventas", True),
        ("es", "Las ventas no crecieron", True),
        ("ja", "売上高の増加", False),
        ("ja", "売上高の減少", True),
        ("fr", "Croissance des ventes", True),
    ],
)
def test_which_way_it_went(own: str, words: str, is_taken: bool) -> None:
    quotes = (_quote("sales fell 8 percent"),)
    assert (check_directions(words, LABEL, _record(own), quotes) is None) is is_taken


@pytest.mark.parametrize(
    ("own", "words", "quote", "is_taken"),
    [
        ("es", "Más de 180 personas", "more than 180 people", True),
        ("es", "Menos de 180 personas", "more than 180 people", False),
        ("ja", "180人以上", "at least 180 people", True),
        ("ja", "180人未満", "at least 180 people", False),
        ("es", "Utilidad del año natural 2026", "2026年度の利益は", False),
        ("ja", "2026暦年の利益", "in fiscal 2026 it rose", False),
        ("ja", "2026年度の利益", "in fiscal 2026 it rose", True),
    ],
)
def test_what_is_said_beside_a_number(own: str, words: str, quote: str, is_taken: bool) -> None:
    language = "en" if quote.isascii() else "ja"
    assert (beside_fault(words, _record(own), (_quote(quote, language),)) is None) is is_taken


@pytest.mark.parametrize(
    ("own", "words", "missing"),
    [
        ("es", "El puerto de Brea con 40 muelles", None),
        ("es", "El puerto de Oro con 40 muelles", "Oro"),
        ("es", "El puerto de Brea con cuarenta y un muelles", "cuarenta y un"),
        ("es", "El puerto de Brea según Pérez", "Pérez"),
        ("es", "Puerto de Brea, del 12 de marzo de 2024", None),
        ("es", "Puerto de Brea, del 13 de marzo de 2024", "13"),
        ("ja", "ブレアの港に40の埠頭", None),
        ("ja", "オロ港の40の埠頭", "オロ港"),
        ("ja", "ブレアの港に四十一の埠頭、41本", "41"),
        ("fr", "Le port de Brea a 40 quais", None),
        ("fr", "Le port de Brea a 41 quais", "41"),
        ("fr", "Le port de Oro a 40 quais", "Oro"),
        ("de", "Der Hafen von Brea hat 40 Kais", None),
    ],
)
def test_numbers_and_names_have_something_behind_them(own: str, words: str, missing: str | None) -> None:
    record = _record(own, opened="2024-03-12")._replace(
        references={"brea": Reference("ports", "Brea", ("Brea", "ブレア"))}
    )
    record = record._replace(values={**record.values, "place": "brea"})
    fault = check_worded(words, LABEL, record, (_quote("the 40 quays"),))
    assert (fault and fault.message.split("'")[1]) == missing


def test_a_remark_on_the_article_may_name_who_published_it() -> None:
    article = Reference("sources", "Correo", ("Correo",), values=("2019",))
    record = _record("es")._replace(references={"wire": article})
    assert check_worded("El artículo es de 2019", REMARK, record, (_quote("the 40 quays"),)) is None
    assert check_worded("El puerto es de 2019", REMARK, record, (_quote("the 40 quays"),)) is not None


@pytest.mark.parametrize(
    ("own", "reason", "value", "is_taken"),
    [
        ("es", "alrededor de 2010, según la cita", "2010~", True),
        ("es", "about 2010, it says", "2010~", False),
        ("ja", "2010年ごろに開港した", "2010~", True),
        ("ja", "2010年に開港した", "2010~", False),
        ("es", "a más tardar en 2010", "[..2010]", True),
        ("ja", "2010年から続いている", "2010/..", True),
        ("es", "abrió en marzo de 2010", "2010-03", True),
        ("es", "abrió en mayo de 2010", "2010-03", False),
        ("fr", "vers 2010, dit la citation", "2010~", True),
    ],
)
def test_a_reason_has_the_form_and_the_month_of_a_date(own: str, reason: str, value: str, is_taken: bool) -> None:
    record = _record(own)._replace(reason=reason)
    assert (check_form(value, OPENED, record, (_quote("the quays"),)) is None) is is_taken


def test_a_reason_explains_a_month_in_its_own_language() -> None:
    quotes = (_quote("it opened in May"),)
    reasons = {"es": "tres meses después, en agosto", "ja": "3か月後の8月である"}
    for own, reason in reasons.items():
        assert check_month("2010-08", OPENED, _record(own)._replace(reason="nada"), quotes) is not None
        assert check_month("2010-05", OPENED, _record(own)._replace(reason=reason), quotes) is None


def test_a_reason_has_the_number_and_the_class_in_its_own_language() -> None:
    quotes = (_quote("the quays"),)
    for own, reason, number in (("es", "son mil doscientos en total", "1200"), ("ja", "合わせて1万2千である", "12000")):
        column = Column("quays", "INTEGER", False, False, (), None, "", frozenset())
        assert check_reckoned(number, column, _record(own)._replace(reason=reason), quotes) is None
        assert check_reckoned("7", column, _record(own)._replace(reason=reason), quotes) is not None
    for own, reason in (("es", "el puerto está abierto"), ("ja", "すでに開港している")):
        assert check_class("open", STATE, _record(own)._replace(reason=reason), quotes) is None
    fault = check_class("open", STATE, _record("es")._replace(reason="no lo dice nadie"), quotes)
    assert fault
    assert "abierto" in fault.hint


def test_a_reason_says_in_its_own_language_that_it_takes_the_articles_day() -> None:
    article = Reference("sources", "Wire", ("Wire",), values=("2024-03-12",))
    for own, reason, is_taken in (("es", "la fecha que lleva arriba", True), ("es", "the date above", False)):
        record = _record(own)._replace(reason=reason, references={"wire": article})
        assert (check_tied("2024-03-12", OPENED, record, (_quote("the quays"),)) is None) is is_taken


def test_printed_words_without_spaces_are_made_of_those_of_the_reason() -> None:
    record = _record("ja")._replace(reason="正式にはオロ港湾局である")
    assert check_words("港湾局", PRINTED, record, ()) is None
    assert check_words("漁業局", PRINTED, record, ()) is not None


def test_what_is_of_all_is_said_in_the_projects_language() -> None:
    assert is_of_all(_record("es", label="Total de barcos")._replace(ours=frozenset({"label"})))
    assert is_of_all(_record("ja", label="船の合計")._replace(ours=frozenset({"label"})))
    assert not is_of_all(_record("es", label="all ships")._replace(ours=frozenset({"label"})))


def test_the_language_is_that_of_metadata_yml_and_a_change_of_it_asks_again(tmp_path: Path) -> None:
    project = shutil.copytree(ROOT / "tests/examples/subject", tmp_path / "project")
    metadata, facts = project / "metadata.yml", project / "facts/eruptions/e.yml"
    text = facts.read_text("utf-8")
    title = next(line for line in text.splitlines() if line.strip().startswith("title:"))
    facts.write_text(text.replace(title, f"{title}, la veintidós"), "utf-8")
    assert "'veintidós' is printed in no quote" in run_command(build(project, "check")).stdout
    metadata.write_text(metadata.read_text("utf-8").replace("language: es", "language: en"), "utf-8")
    assert "no problems" in run_command(build(project, "check")).stdout
