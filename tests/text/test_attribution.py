"""Whose words a passage gives: verbs of saying, pronouns, closing attributions, bodies, quotations, interviews."""

from __future__ import annotations

import pytest

from factbook.text.attribution import INTERVIEWER, REPORTER, SPEAKER, Turn, attribution_of, turns_of

ENGLISH = (
    "Toyota Motor Corp. will invest $1.45 billion by fiscal 2027, President Koji Sato said on Monday. "
    '"We see the country as a key base for the whole region," Sato told reporters in Tokyo. '
    "The project could create 1,000 jobs, according to Economy Minister Marcelo Ebrard. "
    "He added that talks go on. Trade rose to a record last year."
)
SPANISH = (
    "El secretario de Economía, Marcelo Ebrard, dijo el martes que la inversión alcanzó 1.250 millones de dólares. "
    "Agregó que habrá 12 nuevas plantas. Según datos de la Secretaría de Economía, las ventas crecieron 5 por ciento. "
    "La planta abrirá en 2027."
)
JAPANESE = (
    "トヨタ自動車は12日、工場に約500億円を投資すると発表した。"
    "佐藤恒治社長は「重要な拠点だ」と述べた。工場は2027年に稼働する。"
)


def _ask(text: str, quote: str, language: str, before: str = "") -> tuple[set[str], str]:
    start = text.index(quote)
    found = attribution_of(text, start, start + len(quote), language, before)
    return set(found.voices), " ".join(found.names)


@pytest.mark.parametrize(
    ("language", "text", "quote", "voices", "name"),
    [
        ("en", ENGLISH, "will invest $1.45 billion", {SPEAKER}, "Sato"),
        ("en", ENGLISH, "President Koji Sato said", {REPORTER}, ""),
        ("en", ENGLISH, "key base for the", {SPEAKER}, "Sato"),
        ("en", ENGLISH, "could create 1,000 jobs", {SPEAKER}, "Ebrard"),
        ("en", ENGLISH, "added that talks go on", {SPEAKER}, "Ebrard"),
        ("en", ENGLISH, "rose to a record", {REPORTER}, ""),
        ("es", SPANISH, "la inversión alcanzó", {SPEAKER}, "Ebrard"),
        ("es", SPANISH, "12 nuevas plantas", {SPEAKER}, "Ebrard"),
        ("es", SPANISH, "las ventas crecieron", {SPEAKER, REPORTER}, ""),
        ("es", SPANISH, "abrirá en 2027", {REPORTER}, ""),
        ("ja", JAPANESE, "約500億円を投資", {SPEAKER, REPORTER}, "トヨタ自動車"),
        ("ja", JAPANESE, "重要な拠点", {SPEAKER}, "佐藤恒治"),
        ("ja", JAPANESE, "2027年に稼働", {REPORTER}, ""),
    ],
)
def test_a_sentence_says_whose_words_it_gives(
    language: str, text: str, quote: str, voices: set[str], name: str
) -> None:
    found, names = _ask(text, quote, language)
    assert found == voices
    assert name in names


@pytest.mark.parametrize(
    ("language", "text", "quote", "name"),
    [
        (
            "en",
            'Ana Ruiz met Emi Hata. "It will grow fast," Hata told reporters, "but not yet."',
            "will grow fast",
            "Hata",
        ),
        (
            "en",
            'Ana Ruiz met Emi Hata. "It will grow fast," Hata told reporters, "but not yet."',
            "but not yet",
            "Hata",
        ),
        ("en", '"It is over," Emi Hata told a news conference, adding that she would stay.', "she would stay", "Hata"),
        (
            "en",
            "Emi Hata spoke. Ana Ruiz, who was in Osaka until March, said the company expects growth of 9.5 percent.",
            "growth of 9.5 percent",
            "Ana Ruiz",
        ),
        (
            "en",
            'Emi Hata said so. "The river is low," said Ana Ruiz of the group Agua para el Valle, who asked for a dam.',
            "The river is low",
            "Ana Ruiz",
        ),
        (
            "en",
            'Emi Hata said so. "It is low," said Ana Ruiz of the group Agua para el Valle, who asked for a dam.',
            "for a dam",
            "Ana Ruiz",
        ),
        (
            "en",
            'Emi Hata said so. "The river is low," said Ana Ruiz whose family has kept a mill there for years.',
            "The river is low",
            "Ana Ruiz",
        ),
        (
            "es",
            'Emi Hata dijo que ya. "El río está bajo", dijo Ana Ruiz del grupo Agua limpia para el Valle Alto, ayer.',
            "río está bajo",
            "Ana Ruiz",
        ),
        ("es", "Emi Hata llegó ayer. Ana Ruiz desmintió que el puerto se venda.", "el puerto se venda", "Ana Ruiz"),
        ("ja", "元次官の畑吾郎氏は「減少は一時的だ」との見方を示した。", "減少は一時的だ", "畑吾郎"),
        ("es", "Emi Hata no descartó otra; Ana Ruiz, por su parte, pidió contratar a más.", "a más", "Ana Ruiz"),
        ("en", "Ana Ruiz said that Norcasa expects growth of 9.5 percent.", "growth of 9.5 percent", "Ana Ruiz"),
        ("es", "Los vuelos pasarán de 7 a 10, adelantó la canciller Ana Ruiz.", "pasarán de 7 a 10", "Ana Ruiz"),
        ("ja", "発効は60日後になると、畑吾郎次官は述べた。", "60日後になる", "畑吾郎"),
        ("ja", "森愛子社長は語った。元次官の畑吾郎氏は、関税は重い負担だと批判した。", "重い負担だ", "畑吾郎"),
        ("ja", "森愛子社長は「強い」と話した。来年には頭打ちになるとみている。", "頭打ちになる", "森愛子"),
        ("ja", "今年は10万トンを超えないと森愛子社長はみている。", "10万トンを超えない", "森愛子"),
    ],
)
def test_a_claim_is_of_whom_the_words_around_it_name(language: str, text: str, quote: str, name: str) -> None:
    found, names = _ask(text, quote, language)
    assert found == {SPEAKER}
    assert name in names


def test_one_who_is_not_named_speaks_behind_the_claim_too() -> None:
    found, names = _ask("El convenio aún no se firma, precisó una funcionaria mexicana.", "aún no se firma", "es")
    assert SPEAKER in found
    assert names == ""


def test_up_to_the_verb_the_words_are_the_reporters_and_after_it_the_speakers() -> None:
    text = "Ana Ruiz, president of the Chamber of Commerce, said exports will double by 2030."
    assert _ask(text, "Ana Ruiz, president of the Chamber of Commerce, said", "en")[0] == {REPORTER}
    voices, names = _ask(text, "exports will double by 2030", "en")
    assert voices == {SPEAKER}
    assert names == "Ana Ruiz"


def test_who_is_the_nearest_name_that_stands_behind_no_preposition() -> None:
    text = "The delegation was led by Aoki Jun, Japan's minister of trade, who stressed the need for new talks."
    assert _ask(text, "the need for new talks", "en")[1] == "Aoki Jun"


def test_a_pronoun_may_be_one_who_spoke_in_the_paragraph_before() -> None:
    voices, names = _ask("He also noted that talks go on.", "talks go on", "en", "Aoki Jun called for new rules.")
    assert voices == {SPEAKER}
    assert names == "Aoki Jun"


def test_between_two_claims_of_one_speaker_the_account_is_the_speakers() -> None:
    text = "Ana Ruiz noted that trade has doubled. Japan is the largest investor. They employ thousands, Ana Ruiz said."
    assert _ask(text, "is the largest investor", "en")[0] == {SPEAKER}


def test_a_body_speaks_and_its_reporter_may_tell_it_too() -> None:
    text = (
        "The company, based in the state for years, confirmed 700 new jobs. Both nations reaffirmed their commitment."
    )
    assert _ask(text, "confirmed 700 new jobs", "en")[0] == {SPEAKER, REPORTER}
    assert _ask(text, "reaffirmed their commitment", "en")[0] == {SPEAKER, REPORTER}


@pytest.mark.parametrize(
    ("text", "quote", "names"),
    [
        ("Emi Hata left. Sales fell by a tenth, the chamber reported, correcting itself.", "Sales fell", "the chamber"),
        (
            "The Port Chamber met. Emi Hata left. Sales fell by a tenth, the chamber reported.",
            "Sales fell",
            "Port Chamber",
        ),
        ("Norcasa Corp. came on Monday. The Osaka-based company expects a loss.", "expects a loss", "Norcasa Corp"),
        (
            "The Japanese Chamber of Commerce and Industry in Mexico said that sales fell.",
            "sales fell",
            "Japanese Chamber of Commerce and Industry",
        ),
        ("Wages rose last year, the Ministry of Labor said.", "Wages rose", "Ministry of Labor"),
        ("Wages rose last year, the Ministry of Labor's head, Ana Paz, said.", "Wages rose", "Ana Paz"),
    ],
)
def test_a_body_that_is_not_named_is_what_it_is_called_or_who_was_named_last(text: str, quote: str, names: str) -> None:
    assert names in _ask(text, quote, "en")[1]


@pytest.mark.parametrize(
    "text",
    [
        "The event highlighted a growing interest in supply chains.",
        "The talks covered the United States and tariff policies.",
        "Ties were guided by the “Partnership for the Next Century” of 2010.".replace("“", '"').replace("”", '"'),
    ],
)
def test_a_verb_of_saying_without_one_who_speaks_attributes_nothing(text: str) -> None:
    words = text.rstrip(".").split()
    assert _ask(text, " ".join(words[-4:]), "en")[0] == {REPORTER}


def test_a_quotation_of_several_sentences_is_read_as_one() -> None:
    text = '"The state was a key point for us. We saw that and came 40 years ago," said Eva Ramos, director of a firm.'
    assert _ask(text, "The state was a key point", "en") == ({SPEAKER}, "Eva Ramos")


def test_nothing_is_attributed_in_a_language_without_words_of_saying() -> None:
    assert _ask("Die Minister sagten nichts dazu.", "sagten nichts dazu", "de")[0] == {REPORTER, SPEAKER}


def test_an_interview_has_its_turns_and_what_stands_under_it_has_none() -> None:
    text = ["By A. Reyes", "Q: How is it?", "A: Well, thank you.", "It grows every year.", "Photo by: B. Sato"]
    asked, said = Turn(INTERVIEWER), Turn(SPEAKER)
    assert turns_of(text, "en") == [None, asked, said, said, None]
    assert turns_of(["A: one mark makes no interview."], "en") == [None]
