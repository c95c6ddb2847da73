"""`worded`: what a statement denies is what its quotes deny."""

from __future__ import annotations

import pytest

from factbook.problems import Fault
from factbook.rules.denials import check_awaited, check_denials
from factbook.rules.rule import Quote, Record
from factbook.schema import Column
from factbook.text.lexicon import Lexicon

SUMMARY = Column("summary", "TEXT", True, False, (), None, "", frozenset({"words", "label"}))


def _fault(summary: str, text: str, language: str) -> Fault | None:
    record = Record("statements", {"speaker": "ruiz", "summary": summary})
    return check_denials(summary, SUMMARY, record, (Quote(text, "wire", 1, "speaker", "ruiz", language, ""),))


@pytest.mark.parametrize(
    ("language", "text", "summary", "is_taken"),
    [
        ("en", "No public money is involved", "No public money is involved", True),
        ("en", "No public money is involved", "Public money is involved", False),
        ("en", "denied that Norland had offered a guarantee", "Norland did not offer a guarantee", True),
        ("en", "denied that Norland had offered a guarantee", "Norland offered a guarantee", False),
        ("en", "we haven't sold a single lot", "A lot was sold", False),
        ("en", "we haven't sold a single lot", "All lots are unsold", True),
        ("en", "called the decline painful but temporary", "The decline is not temporary", False),
        ("en", "rejected the offer of the port", "The offer of the port is not taken", True),
        ("en", "no fewer than 40 lots were sold", "At least 40 lots were sold", True),
        ("en", "please do not hesitate to call us", "Those who want to should call", True),
        ("en", "recover to 7,500 tons if quotas are not cut", "Shipments should recover", True),
        ("en", "we are not asking for favors, but for rules", "Rules are asked for", True),
        ("es", "no recibirá subsidios estatales", "It will receive subsidies", False),
        ("es", "no recibirá subsidios estatales", "It will get along without subsidies", True),
        ("es", "desmintió que el puerto se venda", "The port is for sale", False),
        ("es", "el puerto crecerá en abril", "The port will not grow", False),
        ("es", "podrían caer si no se amplía la cuota", "They could fall", True),
        ("ja", "「撤退は考えていない」と述べ", "A withdrawal is considered", False),
        ("ja", "「撤退は考えていない」と述べ", "A withdrawal is not considered", True),
        ("ja", "減少は一時的だとの見方を示した", "The decline is not temporary", False),
        ("ja", "量だけでなく質も大切だと述べ", "Quality matters too", True),
        ("ja", "税を下げなければならないと述べ", "Taxes have to be lowered", True),
        ("en", "we will not leave the valley", "The company stays in the valley", True),
        ("es", "el acero quedó fuera del acuerdo", "Steel is not part of the agreement", True),
        ("ja", "合意は難しいと述べた", "An agreement is not to be expected", True),
        ("en", "does not rule out further cuts", "There may be further cuts", True),
        ("en", "said fees had been frozen since July", "Fees have not risen since July", True),
        ("es", "pidió que la feria no se cancele", "The fair should be held", True),
        ("es", "no descartó nuevos recortes", "There may be further cuts", True),
        ("es", "descartó que la obra se haya detenido", "The works go on", True),
        ("ja", "需要がなくなったわけではないと述べ", "There is demand", True),
        ("ja", "延期はしないと述べ", "It is held as planned", True),
        ("en", "is the No. 1 supplier of tuna", "It is the largest supplier of tuna", True),
        ("en", "will spare no effort", "It will do all it can", True),
        ("en", "the port is second to none", "The port is the best", True),
        ("en", "trade has never been stronger", "Trade is stronger than before", True),
        ("en", "it is no coincidence that firms come", "Firms come for a reason", True),
        ("en", "trade has never been free", "Trade has been free", False),
        ("es", "no hay mejor momento para invertir", "It is the best time to invest", True),
        ("es", "no hay subsidios", "There are subsidies", False),
        ("ja", "これほど重要な国はないと述べ", "It is the most important country", True),
        ("ja", "成長は疑いないと述べ", "It will surely grow", True),
        ("ja", "補助金はないと述べ", "There are subsidies", False),
        ("ja", "漁港は欠かせないと述べ", "The port is needed", True),
        ("ja", "協力は少なくないと述べ", "They work together much", True),
        ("ja", "規模にかかわらず、買うと述べ", "It buys from firms of every size", True),
        ("ja", "まず、港を借りると述べ", "First, it rents the port", True),
        ("ja", "工事は進まず、と述べ", "The works advance", False),
        ("ja", "港は売ってはならないと述べ", "The port may be sold", False),
        ("de", "er verkauft den Hafen nicht", "The port is for sale", True),
    ],
)
def test_our_words_deny_what_the_quotes_deny(language: str, text: str, summary: str, is_taken: bool) -> None:
    assert (_fault(summary, text, language) is None) is is_taken


def test_the_word_that_denies_is_told() -> None:
    fault = _fault("The port is for sale", "desmintió que el puerto se venda", "es")
    assert fault
    assert "'desmintió'" in fault.message
    fault = _fault("The port will never grow", "el puerto crecerá en abril", "es")
    assert fault
    assert "'never' denies what no quote" in fault.message


def test_nothing_is_asked_of_a_label_that_nobody_has_said() -> None:
    record = Record("figures", {"label": "Tuna farms that closed"})
    quotes = (Quote("14 farms did not open", "wire", 1, "reporter", "", "en", ""),)
    assert check_denials("Tuna farms that closed", SUMMARY, record, quotes) is None


@pytest.mark.parametrize(
    ("language", "text", "summary", "is_taken"),
    [
        ("en", "the rent will be paid from the first day", "The rent has been paid from the first day", False),
        ("en", "the rent will be paid from the first day", "The rent is to be paid from the first day", True),
        ("en", "the rent will rise as it has since May", "The rent has risen since May", True),
        ("en", "yet to see a peso of what will be paid", "Nothing has been paid", True),
        ("en", "would like to rent the port", "The company was interested in the port", True),
        ("en", "the rent was paid on the first day", "The rent was paid on the first day", True),
        ("es", "la renta se pagará desde el primer día”, sostuvo", "The rent was paid", False),
        ("es", "la renta que pagaron se pagará otra vez", "The rent was paid", True),
        ("ja", "来年には関税を下げる予定だと述べた", "The tariffs have been lowered", False),
        ("ja", "下げた関税を戻す予定だと述べた", "The tariffs have been lowered", True),
        ("es", "preocupa que la renta subirá", "The mayor was worried about the rent", True),
        ("ja", "発効した協定で投資を拡大する予定だと述べ", "Trade is to grow by the treaty that was signed", True),
        ("ja", "2005年発効の協定で投資を拡大する予定だ", "Trade is to grow by the treaty that was signed", True),
        ("de", "die Miete soll gezahlt werden", "The rent has been paid", True),
    ],
)
def test_what_is_awaited_is_not_told_as_done(language: str, text: str, summary: str, is_taken: bool) -> None:
    hedges = {"en": ("will", "would"), "es": ("*rá",), "ja": ("予定",)}
    record = Record("statements", {"speaker": "ruiz"}, lexicon=Lexicon(hedges=hedges, sha256="awaited"))
    quotes = (Quote(text, "wire", 1, "speaker", "ruiz", language, ""),)
    assert (check_awaited(summary, SUMMARY, record, quotes) is None) is is_taken
