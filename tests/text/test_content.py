"""Whether two texts share a word that says something."""

from __future__ import annotations

import pytest

from factbook.text.content import share_a_word


@pytest.mark.parametrize(
    ("reason", "text", "shared"),
    [
        ("The company is Kita Motors, named before.", "Kita Motors opened a plant", True),
        ("It follows plainly from what is said.", "Kita said that it follows from the sentence", False),
        ("Twinned cities are sisters.", "their sister city", True),
        ("In the 40th year since.", "the 40th anniversary", True),
        ("The seeds are meant.", "a seed bank", True),
        ("開く says that it is to be held.", "レオンではなくベラクルスで開く", True),
        ("南海食品産アボカド is the subject of the sentence.", "南海食品", True),
        ("北星自動車 is the subject of the sentence.", "南海食品", False),
        ("It is evident to any reader.", "evident gains", False),
    ],
)
def test_links_and_words_of_any_reason_do_not_count(reason: str, text: str, shared: bool) -> None:
    assert share_a_word(reason, [text]) is shared
