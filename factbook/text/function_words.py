"""The words of each language that are typed in a question and say nothing of what is looked for."""

from __future__ import annotations

from collections.abc import Mapping

_EN = """
a about after again all also am an and any are as at be been before being between both but by can could did do
does doing done during each find for from give had has have having he her here his how i if in into is it its
just list me more most much many my no nor not of on once only or other our out over own please same say says
said she should show so some such tell than that the their them then there these they this those through to too
under until up us very was we were what when where whether which while who whom whose why will with would you
your facts fact information concerning regarding related number amount quantity
"""
_ES = """
a al algo algún alguna algunas alguno algunos ante antes aquel aquella así aún aunque bajo cada como cómo con
contra cual cuál cuales cuáles cualquier cuando cuándo cuanta cuánta cuantas cuántas cuanto cuánto cuantos
cuántos de del desde después donde dónde dos durante e el él ella ellas ellos en entre era eran es esa esas ese
eso esos esta está están estas este esto estos fue fueron ha habido había hace hacia han hasta hay haya la las
le les lo los más me mi mis mismo mucho muy nada ni no nos nosotros nuestra nuestro o os otra otras otro otros
para pero poco por porque que qué quien quién quienes quiénes se sea según ser si sí siempre sido sin sobre son
su sus suyo también tan tanto te tiene tienen todo todos tu tus u un una unas uno unos usted ustedes y ya yo
número cantidad
"""
_JA = """
の に は を が で と も へ や から まで より など とは では には への での との について に関する における
ついて による として という どこ だれ 誰 何 なに いつ なぜ どの どのくらい いくら いくつ ですか ますか
でしょうか か です ます した する して される された いる ある あった こと もの 教えて
"""
#: By language, each word once.
FUNCTION_WORDS: Mapping[str, tuple[str, ...]] = {
    language: tuple(dict.fromkeys(words.split())) for language, words in (("en", _EN), ("es", _ES), ("ja", _JA))
}
