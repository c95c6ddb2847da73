"""Who and what is named by what it is: persons with posts, bodies, sites."""

from __future__ import annotations

import pytest

from factbook.editor.who import (
    bodies_in,
    body_called,
    family_name,
    kind_word,
    of_body,
    persons_in,
    speaks_of,
    things_in,
    without_posting,
)

PERSONS = [
    ("en", "Ambassador Rosa Vega met him.", [("Rosa Vega", "Ambassador")]),
    ("en", "Vice Minister of Foreign Affairs Ken Mori came.", [("Ken Mori", "Vice Minister of Foreign Affairs")]),
    ("en", "Ana Ruiz, president of the Harbor Chamber, left.", [("Ana Ruiz", "president of the Harbor Chamber")]),
    ("en", "President of the Mexico-Japan Committee", []),
    ("en", "Kita will build, its president, Ken Mori, said", [("Ken Mori", "president")]),
    ("en", "rector, Luis Soto", [("Luis Soto", "rector")]),
    ("en", "Inés Paz, its director for Norland, left", [("Inés Paz", "director for Norland")]),
    ("en", "he met the president, Ana Ruiz said", []),
    ("ja", "森田誠市長とルイス・ソト州文化長官が", [("森田誠", "市長"), ("ルイス・ソト", "州文化長官")]),
    ("es", "el embajador Luis Soto viajó", [("Luis Soto", "embajador")]),
    ("es", "La subsecretaria de Comercio, Inés Paz, firmó", [("Inés Paz", "subsecretaria de Comercio")]),
    ("ja", "駐メキシコ大使の山田花子氏は述べた", [("山田花子", "駐メキシコ大使")]),
    ("ja", "同省の森田健二審議官と", [("森田健二", "審議官")]),
    ("ja", "商工会議所会頭は", []),
    ("fr", "l'ambassadeur Jean Petit", []),
]


@pytest.mark.parametrize(("language", "text", "wanted"), PERSONS)
def test_a_name_beside_a_post_is_that_of_a_person(language: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(person.name, person.post) for person in persons_in(text, language)] == wanted
    assert all(person.name in text[slice(*person.span)] for person in persons_in(text, language))


def test_a_body_is_known_by_a_word_of_its_name_or_by_what_stands_before_it() -> None:
    assert kind_word("Harbor Chamber of Commerce", "en") == "chamber"
    assert kind_word("Secretaría de Economía", "es") == "ministry"
    assert kind_word("Harbor Lights", "en") == ""
    assert [(body.name, body.kind) for body in bodies_in("the automaker Kita built", "en")] == [
        ("Kita", "company firm")
    ]
    assert [body.name for body in bodies_in("、国際協力機構は", "ja")] == ["国際協力機構"]


def test_a_post_before_the_name_of_a_body_is_no_part_of_it() -> None:
    assert "President of the Bay Committee"[of_body("President of the Bay Committee") :] == "Bay Committee"
    assert of_body("Bay Committee") == 0


def test_a_site_is_found_by_the_word_for_it_and_needs_a_name() -> None:
    assert [thing.name for thing in things_in("Its Fish Bay plant opened", "en", "plant")] == ["Fish Bay plant"]
    assert list(things_in("The plant opened", "en", "plant")) == []
    assert list(things_in("Its Fish Bay plant", "en", "volcano")) == []


@pytest.mark.parametrize(
    ("name", "language", "family"),
    [
        ("Tora Lind", "en", "Lind"),
        ("María de la Cruz", "es", "de la Cruz"),
        ("Ona", "en", "Ona"),
        ("田中浩二", "ja", "田中"),
        ("フアン・ロブレス", "ja", "ロブレス"),
    ],
)
def test_a_family_name_is_the_last_with_what_belongs_to_it(name: str, language: str, family: str) -> None:
    assert family_name(name, language) == family


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("en", "Gear maker Kita Seiki will build", "Kita Seiki", "company firm"),
        ("en", "Inés Paz of the group Agua para el Valle", "Agua para el Valle", "group"),
        ("es", "del grupo Agua Limpia", "Agua Limpia", "group"),
        ("en", "Harbor University", "Harbor University", "educational"),
        ("en", "Ministry of Economy, Trade and Industry", "Ministry of Economy, Trade and Industry", "ministry"),
    ],
)
def test_a_body_is_of_the_kind_that_its_sentence_or_its_name_says(
    language: str, text: str, name: str, kind: str
) -> None:
    assert body_called(text, name, language).kind == kind


def test_a_ministry_of_several_fields_is_one_body() -> None:
    text = "the Ministry of Economy, Trade and Industry welcomed it"
    assert [body.name for body in bodies_in(text, "en")] == ["Ministry of Economy, Trade and Industry"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("director for Norland", "director  "),
        ("Norland's ambassador to New Arcadia", "Norland's ambassador  "),
        ("embajador de Norlandia en Arcadia", "embajador de Norlandia  "),
        ("駐アルカディア大使", " 大使"),
    ],
)
def test_where_somebody_is_posted_is_not_whom_the_person_serves(text: str, left: str) -> None:
    assert without_posting(text) == left


def test_a_sentence_is_of_a_program_where_it_has_a_word_for_one() -> None:
    assert speaks_of("two training courses will open", "en", "program")
    assert not speaks_of("the committee will visit the harbor", "en", "program")
    assert speaks_of("whatever", "en", "agreement")
