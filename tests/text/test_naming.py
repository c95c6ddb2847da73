"""Whether a text names something, and whether two printed names may be of one."""

from __future__ import annotations

import pytest

from factbook.text.naming import may_be_same, named_by


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["Mexico", "Mexican"], "the Mexican government said", "Mexican"),
        (["México"], "relations of Mexico and Japan", "México"),
        (["JETRO"], "offices of JETRO's partners", "JETRO"),
        (["U.S."], "exports to the U.S. rose", "U.S."),
        (["Mexico"], "the Mexico-Japan Commission", "Mexico"),
        (["Mexico"], "New Mexicos of the mind", None),
        (["car"], "cartons of milk", None),
        (["Nuevo León"], "matches in NUEVO LEON", "Nuevo León"),
        (["日本"], "日本企業が投資した", "日本"),
        (["トヨタ自動車", "Toyota"], "トヨタ自動車は発表した", "トヨタ自動車"),
        (["American"], "an American plant", "American"),
        (["American"], "the first Latin American plant, of South Americans", None),
        (["American", "Latin American Union"], "the Latin American Union", "Latin American Union"),
        (["A"], "A plan", None),
        (["UN"], "un puerto", None),
        (["US", "U.S."], "they told us", None),
        (["US"], "the US's exports", "US"),
        (["JETRO"], "oficinas de Jetro", "JETRO"),
        ([], "nothing is named", None),
    ],
)
def test_a_text_names_what_one_of_its_names_stands_in_as_whole_words(
    names: list[str], text: str, found: str | None
) -> None:
    assert named_by(names, text) == found


@pytest.mark.parametrize(
    ("name", "text", "is_named"),
    [
        ("León", "a rail line in Nuevo León opened", False),
        ("León", "from León to Nuevo León", True),
        ("Mexico", "a factory in New Mexico", False),
        ("New Mexico", "a factory in New Mexico", True),
        ("Mexico", "New Mexico-Japan talks", True),
        ("Mexico", "in a state of Mexico", True),
        ("Mexico", "in the State of Mexico", False),
    ],
)
def test_a_name_inside_a_longer_one_of_its_kind_names_nothing(name: str, text: str, is_named: bool) -> None:
    assert (named_by([name], text, ["state of mexico", "nuevo leon"]) is not None) is is_named


@pytest.mark.parametrize(
    ("printed", "names", "same"),
    [
        ("Horii", ["Iwao Horii", "Horii Iwao"], True),
        ("Sen. Cuauhtémoc Ochoa", ["Cuauhtémoc Ochoa"], True),
        ("Ochoa", ["Alejandro Murat"], False),
        ("Takeshi Akahori", ["Takeshi Ono"], False),
        ("佐藤恒治", ["佐藤恒治"], True),
        ("佐藤", ["高瀬寧", "Yasushi Takase"], False),
        ("", ["Alejandro Murat"], False),
    ],
)
def test_a_printed_name_may_be_that_of_one_whose_names_hold_its_words(
    printed: str, names: list[str], same: bool
) -> None:
    assert may_be_same(printed, names) is same


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Ministry of Economy", "Norland's Ministry of Economy, Trade and Industry agreed", False),
        ("Ministry of Economy", "the Ministry of Economy and Finance agreed", False),
        ("Ministry of Economy", "the Ministry of Economy, Trade and Industry met the Ministry of Economy", True),
        ("Ministry of Economy", "the Ministry of Economy, Seedco and Cropco agreed", True),
        ("Ministry of Economy", "the Ministry of Economy and Seedco agreed", True),
        ("Ministry of Economy, Trade and Industry", "the Ministry of Economy, Trade and Industry agreed", True),
        ("Secretaría de Economía", "la Secretaría de Economía y Trabajo firmó", False),
        ("Secretaría de Economía", "la Secretaría de Economía y Semillas del Norte firmaron", True),
    ],
)
def test_a_body_is_not_named_by_the_beginning_of_another_ones_name(name: str, text: str, named: bool) -> None:
    assert (named_by([name], text) is not None) is named


def test_a_longer_body_is_not_the_one_whose_name_begins_its_own() -> None:
    assert not may_be_same("Ministry of Economy, Trade and Industry", ["Ministry of Economy"])
    assert may_be_same("Arcadia's Ministry of Economy", ["Ministry of Economy"])
