"""Japanese: numbers, bounds, units, sentence ends, where a name begins and ends, and words that turn a sense.

Words are not parted by spaces: a name runs on where its neighbour is of the same script, unless that is one of a few
prefixes and suffixes; kanji that may say a number do so only with a counter, a place value, or 第 or 約 before them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factbook.text.bounds import EXACTLY, BoundWords, UnitWords
from factbook.text.ja_bounds import AFTER_NAMES, AHEAD, BEHIND, COUNTERS, IS_OVER, OTHER
from factbook.text.ja_dates import DATES, find_dates
from factbook.text.language import CHARACTERS, Language, length_fault
from factbook.text.late import pattern
from factbook.text.normalise import Span
from factbook.text.numbers import Leaf, Number, Sum, plus
from factbook.text.printed import PrintedDate

_ONES = "〇一二三四五六七八九"
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
_DIGIT = "[0-9０-９]"
_PLAIN = rf"{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+(?:[.．]{_DIGIT}+)?|{_DIGIT}+(?:[.．]{_DIGIT}+)?"
_PART = pattern(rf"(?P<digits>{_PLAIN})|(?P<ones>[{_ONES}]+)|(?P<scale>[十百千万億兆])")
#: Kanji that say no number here, though a counter seems to follow.
_WORDS = (
    r"十分(?!間|の)|一番(?!目)|一度|一時(?!間)|一部|一方|一般|一体|一層|一定|一連|一環|一致|一緒|一日も|一人ひとり|一人一人|万一"
    r"|万人|万全|万博|千葉|千代|三菱|三井|三重|四国|四日市|五日市|十日町|八日市|五十嵐|九州|九十九(?=里)|百貨|百科|五輪|六本木|八王子|十字"
    r"|二国間|三国|千歳|一国|七夕|八百屋|第一(?:生命|三共)"
)
_KANJI = rf"[{_ONES}十百千万億兆]"
_NUMBER = pattern(
    # Names with digits, clock times, dates, fractions: there, and not read.
    rf"(?P<unread>[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ]*-?{_DIGIT}+|{_DIGIT}+[:：]{_DIGIT}{{2}}"
    rf"|{_DIGIT}+(?:[/／.．-]{_DIGIT}+){{2,}}|{_DIGIT}+[/／]{_DIGIT}+"
    rf"|(?:{_DIGIT}+|[{_ONES}十百]+)分の(?:{_DIGIT}+|[{_ONES}十百]+)"
    rf"|[数何幾](?=[十百千万億兆])[十百千万億兆]+|(?:{_PLAIN}|{_KANJI}+)?[十百千]数{_KANJI}*|半数|半分|半減|過半数|倍増|倍加|半額)"
    rf"|(?P<word>{_WORDS})"
    rf"|(?P<nth>第)?(?P<run>(?:{_PLAIN}|{_KANJI})(?:{_PLAIN}|{_KANJI})*)(?P<tenth>割(?:(?P<odd>{_DIGIT}|[{_ONES}])分)?)?"
)
_LATIN_UNIT = pattern(r"(?:km|kg|cm|mm|kW|MW|GW|kWh|MWh|GWh|ha|m|t|g|L|l|℃|㎞|㎡)(?![A-Za-z])")
_RANGE = pattern(rf"(?:{COUNTERS})?(?:[〜～-]|から|ないし)(?:約)?")
_CHANGE = pattern(rf"(?:{COUNTERS})?(?:[にへ]|まで)(?:増|減|上|下|拡|縮|引|伸|急|倍|改)")
_MINUS = pattern(r"(?:マイナス|[▲△－]|(?<![\w)）])-)$")
_LOSS = pattern(r"(?:損失|赤字)(?:は|が|額は|の)?(?:約)?$")
_ORDINAL = pattern(r"位|番手|[一-龥々つカヵヶケ]{1,2}目(?![標的指立])")
_PERCENT = pattern(r"[%％]|パーセント(?!・?ポイント)")
_MONEY = pattern(r"(?:米)?(?:円|ドル|ペソ|ユーロ|ポンド|元)(?!高|安)|[%％]|パーセント")
#: What may stand between a unit and the number that follows it.
_AS_TO = r"(?:の?数|総数|の?額|件数)?(?:は|が|を|も|で)?(?:合計|総額|計|約|およそ|最大で?|少なくとも)?"
#: Longer words that begin as a unit does.
_NOT_UNIT = pattern(r"人[口間材気工民権]|社[会員長債]|円[高安]|台[湾風]|年代|国[際内家民会]|日[本系]|本社|校長")
_PREFIXES = frozenset("駐在新元前同対訪米日中墨両各全現仏独英当旧故")
_SUFFIXES = pattern(
    r"大使|社|側|氏|市|県|州|町|村|区|国|政府|首相|大統領|大臣|外相|知事|市長|社長|会長|議員|議会|製|系|人|語|産|発|着|間|当局|企業|工場"
    r"|本社|支社|大学|省|庁|局|部|党|軍|駅|港|空港|出身|法人|訪問|在住|経由|両|など|等|国内|国民|経済|市場|車|大|際|首脳|代表|副|総|連"
)
_BEFORE_TURN = pattern(r"(?:元|前|副|非|未|旧|次期|反)$")
_TURN = pattern(
    r"ない|なかった|なく|ません|(?<!ま)(?<!は)ず(?:に|、|。|$)|予定|見込|見通し|方針|検討|可能性|計画|期待|かもしれ|だろう"
    r"|とみられ|構想|目指|考え|意向|否定|中止|撤回|見送"
)
_END = pattern(r"[。！？!?]+[」』）)”\"]*")


class Japanese(Language):
    """The reader of Japanese."""

    code = "ja"
    bound_words = BoundWords(
        before={},
        after={},
        fillers=frozenset(),
        between=pattern(""),
        other=(OTHER, IS_OVER),
        spans=pattern("(?!)"),
        loose=frozenset(),
        vague={"dozens": pattern("数十"), "several": pattern("数(?=[社人名件回か年カ校台])|複数|いくつか")},
    )  # fmt: skip
    unit_words = UnitWords(
        percent=_PERCENT,
        rank_before=pattern("第$"),
        superlative=pattern(r"(?P<rank>首位|最大|最多|トップ)(?=の(?![0-9０-９])|と|で(?!き)|、|。|に(?:な|立|浮))"),
        follows=pattern(""),
        leads=pattern("(?!)"),
        part=pattern("(?!)"),
        both=pattern("(?!)"),
        ends=pattern("(?!)"),
        money={},
    )
    date_words = DATES
    turns_post_behind = pattern("代行|代理|補佐|候補|心得")
    turns_post = pattern("(?:元|前|副|次期|名誉|代理|非)$")

    def find_numbers(self, text: str) -> list[Number]:
        """The numbers of a text in order of place."""
        return list(_ranges(text, list(_numbers(text))))

    def bounds(self, text: str, number: Number) -> frozenset[str]:
        """The bounds printed at a number: 約, およそ before it; 以上, 未満, 超 behind it and its counter."""
        found = set()
        before = AHEAD.search(text, max(0, number.start - 12), number.start)
        after = BEHIND.match(text, number.end, self._next(text, number))
        if after and self.is_compared_with(text, number):
            found.add(EXACTLY)
        for match in (before, after):
            if match and match.lastgroup:
                found.add(AFTER_NAMES[match.lastgroup])
        return frozenset(found)

    def _next(self, text: str, number: Number) -> int:
        starts = (other.start for other in self.numbers(text) if other.start >= number.end)
        return min([len(text), *starts])

    def counts(self, text: str, number: Number, unit: str) -> bool:
        """Whether the unit is printed right behind the number, or right before it."""
        if unit == "percent":
            return number.text.endswith("割") or bool(_PERCENT.match(text, number.end))
        if unit == "rank":
            return number.ordinal
        after = text[number.end : self._next(text, number)]
        if after.startswith(unit):
            return not any(match.start() == 0 for match in _NOT_UNIT.finditer(after))
        money = _MONEY.match(after)
        if money:
            return money.group().endswith(unit) and not unit.isascii()
        near = re.match(rf"[^、。,.\s]{{0,6}}?{re.escape(unit)}", after)
        # A unit right behind the number before is that one's.
        begin = max([0, *(other.end + 1 for other in self.numbers(text) if other.end <= number.start)])
        return bool(near or re.search(rf"{re.escape(unit)}{_AS_TO}$", text[begin : number.start]))

    def find_dates(self, text: str) -> list[PrintedDate]:
        """The dates of a text in order of place."""
        return find_dates(text)

    def find_sentences(self, text: str) -> list[Span]:
        """The sentences of a text; a stop before a closing quotation mark ends none."""
        found, start = [], 0
        for match in _END.finditer(text):
            if match.group()[-1] in "」』" and match.end() < len(text):
                continue
            found.append(Span(start, match.end()))
            start = match.end() + text.startswith(" ", match.end())
        return [*found, Span(start, len(text))] if start < len(text) else found

    def words(self, quote: str) -> int:
        """How long a quote is, in characters; spaces and what is left out aside."""
        return sum(not c.isspace() and c != "…" for c in quote)

    def length_fault(self, quote: str) -> str | None:
        """Why the quote is too short or too long; None where it is neither."""
        return length_fault(self.words(quote), CHARACTERS, "characters")

    def is_word_at(self, text: str, start: int, end: int) -> bool:
        """Whether no run of letters, digits or katakana goes on across either end; kanji and hiragana join freely."""
        return not any(_script(text, at - 1) == _script(text, at) in ("katakana", "latin") for at in (start, end))

    def is_name_at(self, text: str, start: int, end: int) -> bool:
        """Whether what stands there can be a whole name: no neighbour of the same script, but for few affixes."""
        if not self.is_word_at(text, start, end):
            return False
        left = _script(text, start - 1) == _script(text, start) == "kanji" and text[start - 1] not in _PREFIXES
        right = _script(text, end - 1) == _script(text, end) == "kanji" and not _SUFFIXES.match(text, end)
        return not left and not right

    def cut_words(self, paragraph: str, spans: Sequence[Span]) -> list[str]:
        """The words that turn a quote's sense: 元, 前 right before it; ない, 見込み, 検討 behind it in its clause."""
        if not spans:
            return []
        before = _BEFORE_TURN.search(paragraph, max(0, spans[0].start - 4), spans[0].start)
        clause = re.split("[、。！？「『]|のうち", paragraph[spans[-1].end : spans[-1].end + 14])[0]
        # Of what a quote only names, nothing is said yet.
        after = None if paragraph[spans[-1].end - 1] in "はがもを" else _TURN.search(clause)
        return [match.group() for match in (before, after) if match]

    def left_out(self, gap: str) -> str | None:
        """The negation or hedge in what a quote leaves out."""
        match = _TURN.search(gap)
        return match.group() if match else None


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        if match["word"]:
            continue
        start, end = match.span()
        if match["unread"]:
            yield Number((), start, end, match.group())
        elif _is_number(text, match):
            yield _number(text, match)


def _is_number(text: str, match: re.Match[str]) -> bool:
    """Whether kanji say a number here: with digits, 第 or 約, a counter, or a place value."""
    run = match["run"]
    if re.search(_DIGIT, run) or match["nth"] or match["tenth"]:
        return True
    if re.match(rf"(?:{COUNTERS}|以上|未満|超|以下|程度|余り)", text[match.end() :]) and not re.fullmatch(
        "[万億兆]+", run
    ):
        return not _NOT_UNIT.match(text, match.end())
    if re.search(r"(?:約|およそ|計|最大|少なくとも|[$¥＄￥])$", text[max(0, match.start() - 5) : match.start()]):
        return True
    return re.fullmatch(
        rf"[{_ONES}]?[十百千]?[{_ONES}][十百千万億兆]{_KANJI}*|[十百千][{_ONES}万億兆]+", run
    ) is not None and not (text.startswith(("銀行", "里", "嵐"), match.end()))


def _number(text: str, match: re.Match[str]) -> Number:
    start, end = match.span()
    value = _value(match["run"])
    if match["tenth"] and value is not None:
        value = value * 10 + (_value(match["odd"]) or 0 if match["odd"] else 0)
    glued = re.match(r"[A-Za-z]", text[end:]) and not _LATIN_UNIT.match(text, end)
    parts = re.match(rf"円{_DIGIT}+銭", text[end:])  # 151円20銭
    if value is None or glued or parts or _LOSS.search(text, max(0, start - 8), start):
        return Number((), start, end, match.group())
    minus = _MINUS.search(text, max(0, start - 4), start)
    if minus:
        start, value = minus.start(), -value
    ordinal = bool(match["nth"] or _ORDINAL.match(text, end))
    return Number((float(value),), start, end, text[start:end], ordinal)


def _value(run: str) -> Decimal | None:
    """What digits and kanji say together: 4億5千万, 1兆2000億, 二〇二五; None where they are no one number."""
    sum_: Sum | None = ()
    for match in _PART.finditer(run):
        if sum_ is not None:
            sum_ = plus(sum_, _leaf(match))
    return None if sum_ is None else sum((amount for amount, _ in sum_), Decimal(0))


def _leaf(match: re.Match[str]) -> Leaf:
    if match["scale"]:
        return Leaf("count", Decimal(_SCALES[match["scale"]]))
    if match["ones"]:
        return Leaf("plain", Decimal("".join(str(_ONES.index(c)) for c in match["ones"])))
    return Leaf("plain", Decimal(unicodedata.normalize("NFKC", match["digits"]).replace(",", "")))


def _ranges(text: str, numbers: list[Number]) -> Iterator[Number]:
    """The numbers, the two ends of a range as one."""
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        if second and first.values and second.values and _is_range(text, first, second):
            yield _range(text, first, second)
            at += 2
        else:
            yield first
            at += 1


def _is_range(text: str, first: Number, second: Number) -> bool:
    gap = text[first.end : second.start]
    return bool(_RANGE.fullmatch(gap)) and not ("から" in gap and _CHANGE.match(text, second.end))


def _range(text: str, first: Number, second: Number) -> Number:
    low, high = first.values[0], second.values[0]
    scale = _SCALES.get(second.text[-1], 1) if first.text[-1] not in _SCALES else 1
    values = (low * scale, high) if low * scale <= high else ()
    return Number(values, first.start, second.end, text[first.start : second.end])


def _script(text: str, at: int) -> str:
    """The script of a character: kanji, katakana, latin (digits too), or nothing that a word runs on in."""
    if not 0 <= at < len(text):
        return ""
    character = text[at]
    if "\u3400" <= character <= "\u9fff" or character == "々":
        return "kanji"
    if "\u30a1" <= character <= "\u30fa" or character == "ー":
        return "katakana"
    return "latin" if character.isalnum() and not "\u3040" <= character <= "\u309f" else ""
