"""Spanish as agencies and newspapers print it: numbers, bounds, units, dates, sentences."""

from __future__ import annotations

import pytest

from factbook.text import Span, language_of

SPANISH = language_of("es")
assert SPANISH

NUMBERS: dict[str, list[float]] = {
    "1.250 millones de pesos": [1.25e9], "350.000 personas": [350_000], "37,000 mdd": [37e9], "37 mil mdd": [37e9],
    "mil 200 millones de dólares": [1.2e9], "14 mil 256 millones": [14_256e6], "90 mil personas": [90_000],
    "mil millones": [1e9], "5 mil millones": [5e9], "un millón 200 mil": [1.2e6], "dos millones 500 mil": [2.5e6],
    "tres millones y medio": [3.5e6], "medio millón": [500_000], "media docena": [6], "dos docenas": [24],
    "una docena": [12], "quinientos": [500], "treinta y dos": [32], "doscientos cincuenta mil": [250_000],
    "veintiún años": [21], "ciento cinco": [105], "un billón de yenes": [1e12], "2 mil 500 empresas": [2_500],
    "el cuarto lugar": [4], "la vigésima primera reunión": [21], "34ª reunión": [34], "1er lugar": [1], "4.º": [4],
    "3,7 %": [3.7], "3.7%": [3.7], "1.234,5": [1_234.5], "1,234.5": [1_234.5], "12 500 euros": [12_500],
    "-500": [-500], "cayó menos 5": [-5], "al menos 500": [500], "exportó 500 a 20 países": [500, 20],
    "una planta y uno de sus socios": [], "pasó de 5 millones a 10 millones": [5e6, 10e6], "0,250": [0.25],
    "95 por ciento": [95],
    "creció en 2024 hasta los 24.856 millones": [2024, 24_856e6],
}  # fmt: skip
WITHOUT_VALUE = [
    "entre 50 y 100 millones", "de 5 a 10 millones", "50-100 millones", "dos o tres", "un tercio", "dos tercios",
    "tres cuartas partes", "la tercera parte", "uno de cada cinco", "tres punto cinco", "decenas de miles",
    "miles de millones", "varios millones", "docenas", "cientos", "la mitad", "se duplicó", "COVID-19", "G20",
    "24/11/2020", "una pérdida de 500 millones", "12,34,5",
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), NUMBERS.items(), ids=NUMBERS)
def test_a_number_is_read_as_it_is_printed(text: str, values: list[float]) -> None:
    assert [number.value for number in SPANISH.numbers(text)] == values


@pytest.mark.parametrize("text", WITHOUT_VALUE)
def test_what_is_no_whole_reading_is_one_number_without_a_value(text: str) -> None:
    (number,) = SPANISH.numbers(f"hubo {text} ahí")
    assert number.value is None


@pytest.mark.parametrize(
    ("digits", "anywhere", "mexico", "spain"),
    [
        ("1.250", 1250, None, 1250), ("350.000", 350_000, None, 350_000), ("1,234.5", 1234.5, 1234.5, None),
        ("1.234,5", 1234.5, None, 1234.5), ("1,250", 1250, 1250, None), ("8.816", 8816, 8.816, 8816),
        ("8,816", 8816, 8816, 8.816), ("3.75", 3.75, 3.75, 3.75), ("3,75", 3.75, 3.75, 3.75),
        ("1500", 1500, 1500, 1500),
    ],
)  # fmt: skip
def test_points_and_commas_have_the_meaning_of_the_region(
    digits: str, anywhere: float, mexico: float | None, spain: float | None
) -> None:
    for tag, value in (("es", anywhere), ("es-419", anywhere), ("es-MX", mexico), ("es-ES", spain), ("es_AR", spain)):
        reader = language_of(tag)
        assert reader
        assert [number.value for number in reader.numbers(f"hay {digits} casas")] == [value]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("más de 15", "more than"), ("más de US$15 millones", "more than"), ("por encima de 15", "more than"),
        ("supera los 15 mdd", "more than"), ("poco más de 15", "more than"), ("al menos 15", "at least"),
        ("no menos de 15", "at least"), ("15 empleos como mínimo", "at least"), ("15 o más", "at least"),
        ("unos 15", "about"), ("rondarían los 15", "about"),
        ("unas 15 mil personas", "about"), ("alrededor de 15", "about"),
        ("aproximadamente 15", "about"), ("cerca de 15", "about, nearly"), ("menos de 15", "less than"),
        ("hasta 15", "up to"), ("creció hasta los 15", "exactly, up to"), ("no más de 15", "up to"),
        ("como máximo 15", "up to"), ("casi 15", "nearly"),
        ("inferior a los 15 millones que ofreció", "exactly, less than"), ("superior a los 15 mdd", "more than"),
        ("más de 15 firmas que llegaron", "more than"),
        ("aumentó en el año, de manera clara, hasta 15", "exactly, up to"),
        ("más de 20 años", "exactly, more than"), ("alrededor de 40 países", "about, exactly"), ("los 15", ""),
        ("además 15", ""),
    ],
)  # fmt: skip
def test_a_bound_is_what_is_printed_at_the_number_before_or_after(text: str, bounds: str) -> None:
    (number,) = SPANISH.numbers(text)
    assert ", ".join(sorted(SPANISH.bounds(text, number))) == bounds
    assert SPANISH.may_bound(text) or not bounds


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("37,000 mdd", "dólares", [37e9]), ("37,000 mdp", "dólares", []),
        ("1.250 millones de pesos", "pesos", [1.25e9]),
        ("90 por ciento de ellas", "percent", [90]), ("90%", "percent", [90]),
        ("90 por ciento de ellas", "por ciento", [90]), ("el cuarto lugar", "rank", [4]),
        ("el mayor inversionista", "rank", [1]), ("la mayor parte", "rank", []), ("lugar 4", "rank", [4]),
        ("900 obreros en plantas", "plantas", []),
        ("invertirá 500 millones de dólares y creará 900 empleos", "empleos", [900]), ("900 empleos", "empleo", []),
        ("en 2019 trabajadores de la planta", "trabajadores", []), ("48 de las 120 firmas", "firmas", [48, 120]),
        ("14 y 9 acuerdos", "acuerdos", [14, 9]), ("120 firmas, de las cuales 48 exportan", "firmas", [120, 48]),
    ],
)  # fmt: skip
def test_a_unit_is_printed_for_its_own_number(text: str, unit: str, values: list[float]) -> None:
    assert [number.value for number in SPANISH.measured(text, unit)] == values


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2025-03-12", "el 12 de marzo de 2025"), ("2025-03", "en marzo de 2025"),
        ("2024-05-01", "el 1º de mayo de 2024"),
        ("2024-05-01", "el primero de mayo de 2024"), ("2025-05-03/2025-05-05", "del 3 al 5 de mayo de 2025"),
        ("2025-03-16/2025-06-20", "del 16 de marzo al 20 de junio de 2025"), ("2020-11-24", "24/11/2020"),
        ("1990/1999", "en los años 90"), ("1995~", "a mediados de los noventa"),
        ("2024-01/2024-03", "primer trimestre de 2024"),
        ("2018/2023", "entre 2018 y 2023"), ("2019/..", "desde 2019"), ("../2019", "hasta 2019"),
        ("2019~", "hacia 2019"),
        ("[..2021-03]", "a más tardar en marzo de 2021"), ("2005", "el acuerdo de 2005"),
        ("2025-03-12", "12 mar. 2025"), ("2025-06-16/2025-06-17", "16 y 17 de junio de 2025"),
    ],
)  # fmt: skip
def test_a_date_is_shown_by_one_expression_that_prints_it(date: str, text: str) -> None:
    assert SPANISH.date_fault(date, text) is None


@pytest.mark.parametrize(
    ("date", "text", "missing"),
    [
        ("2019", "2019 trabajadores", "the year 2019"), ("2019", "2019 millones", "the year 2019"),
        ("2025-03-12", "12 plantas en marzo de 2025", "the day 12"), ("2025-03", "en mayo de 2025", "March"),
        ("2019~", "en 2019", "a word for '~' (about)"), ("2019/..", "en 2019", "a word for 'since'"),
    ],
)  # fmt: skip
def test_what_of_a_date_is_not_shown_is_told(date: str, text: str, missing: str) -> None:
    assert SPANISH.date_fault(date, text) == missing


@pytest.mark.parametrize(
    "sentences",
    [
        ["El Sr. Abe llegó.", "La Dra. Ruiz no."],
        ["Nissan Mexicana S.A. de C.V. invertirá 5.5 millones.", "¿Cuándo?", "Hoy."],
        ["Viajó a EE.UU.", "El acuerdo se firmó."],
    ],
)
def test_sentences_end_at_stops_that_are_no_abbreviation(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[span.start : span.end] for span in SPANISH.sentences(text)] == sentences


@pytest.mark.parametrize(
    ("paragraph", "quote", "cut"),
    [
        ("La empresa no abrirá la planta", "abrirá la planta", ["no"]),
        ("El posible acuerdo se firmó", "acuerdo se firmó", ["posible"]),
        ("Se espera una inversión de mil pesos", "una inversión", ["espera"]),
        ("No obstante, la empresa abrirá la planta", "la empresa abrirá la planta", []),
        ("El acuerdo se firmó ayer", "se firmó ayer", []),
    ],
)
def test_words_that_turn_the_sense_of_a_quote_are_told_where_it_cuts_them(
    paragraph: str, quote: str, cut: list[str]
) -> None:
    at = paragraph.index(quote)
    assert SPANISH.cut_words(paragraph, [Span(at, at + len(quote))]) == cut
