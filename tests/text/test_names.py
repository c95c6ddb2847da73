"""Names: what is found as one, and what folding leaves of it."""

from __future__ import annotations

import pytest

from factbook.text.names import common_words, fold, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ministry of Economy met Ana Ruiz in Mexico City.", ["Ministry of Economy", "Ana Ruiz", "Mexico City"]),
        ("Trade grew. Nissan's plant, Banco de México and JICA", ["Nissan", "Banco de México", "JICA"]),
        ("In June, on Monday the 5th, I went. Additionally, it rained.", []),
        ("Q: What of COVID-19? A: Nothing, said Honda.", ["COVID-19", "Honda"]),
        ("Bank of Japan, the US and Canada", ["Bank of Japan", "US", "Canada"]),
        ("nothing here", []),
    ],
)  # fmt: skip
def test_names_are_runs_of_capitalised_words(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text, {"trade", "nothing"})] == names


def test_a_word_that_the_article_also_writes_small_names_nothing_at_the_start_of_a_sentence() -> None:
    text = "Investment grew. They said that investment and Growth matter."
    assert [name.text for name in names_in(text, common_words([text]))] == ["Growth"]


@pytest.mark.parametrize(
    ("name", "folded"), [("Banco de México", "banco de mexico"), ("ＪＩＣＡ", "jica"), ("A-B!", "a b")]
)
def test_a_folded_name_has_no_case_accents_or_punctuation(name: str, folded: str) -> None:
    assert fold(name) == folded
