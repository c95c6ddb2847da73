"""English: numbers, bounds, units, dates, sentence ends and the words that turn a sense."""

from __future__ import annotations

import re
from decimal import Decimal

from factbook.text.bounds import CURRENCY, BoundWords, UnitWords
from factbook.text.en_dates import DATES, find_dates
from factbook.text.late import pattern
from factbook.text.numbers import Leaf, Part, Run
from factbook.text.printed import PrintedDate
from factbook.text.spaced import Grammar
from factbook.text.words import SpacedLanguage

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIRST = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"lakh": 10**5, "crore": 10**7}
_SHORT = {"k": 10**3, "tn": 10**12, "trn": 10**12}
_SHORT |= dict.fromkeys(("m", "mn", "mln", "mil"), 10**6) | dict.fromkeys(("b", "bn", "bln", "bil"), 10**9)
_VAGUE = (
    "dozens scores tens hundreds thousands millions billions trillions half double doubled doubles doubling twice "
    "thrice triple tripled triples tripling quadruple quadrupled twofold threefold fourfold fivefold tenfold"
)
_OVER = "halves thirds quarters fourths fifths sixths sevenths eighths ninths tenths hundredths thousandths twentieths"


def _words() -> dict[str, Leaf]:
    words = {word: Leaf("plain", Decimal(value)) for value, word in enumerate(_ONES.split())}
    words |= {word: Leaf("plain", Decimal(value), 0, True) for value, word in enumerate(_FIRST.split(), 1)}
    for value, word in enumerate(_TENS.split(), 2):
        words[word] = Leaf("plain", Decimal(10 * value), 10)
        words[word[:-1] + "ieth"] = Leaf("plain", Decimal(10 * value), 0, True)
    for word, value in _SCALES.items():
        words[word] = Leaf("scale", Decimal(value))
        words[f"{word}th"] = Leaf("scale", Decimal(value), 0, True)
    words["dozen"] = Leaf("dozen", Decimal(12))
    words |= dict.fromkeys(_VAGUE.split(), Leaf("vague"))
    return words | dict.fromkeys(_OVER.split(), Leaf("over"))


_SCALE = "dozen|" + "|".join(_SCALES)
_TOKEN = pattern(
    # Most words first: nothing that follows begins with one.
    r"(?=[\w½])(?:(?P<plain>(?!½|(?i:an?|one|no|and|half)\b)[^\W\d_]++(?!\w|-\d))"
    r"|(?P<unread>\b(?!(?:[Mm]id|[Pp]re|[Pp]ost|[Ee]arly|[Ll]ate|USD?|MXN|JPY|EUR)\b)[A-Z][^\W\d]*-\d+\w*"  # COVID-19
    r"|\b(?!(?:USD?|MXN|JPY|EUR|GBP)\d)[^\W\d_]+\d[\w-]*"  # G20
    r"|\d+(?:/\d+)+|\d{1,2}:\d\d\b|\d+(?:-\d+){2,}|\d+ \d/\d"  # 11/24/2020, 09:10, 2024-03-12
    r"|\b[Nn]o one\b|\b(?:a|one)[ -](?:quarter|half|third|fifth|tenth)(?= of\b(?! an? (?:million|billion)))"
    # "by a third", where "a third plant" is one of three
    r"|(?:(?<=\bby )|(?<=\bthan )|(?<=\babout )|(?<=\bover )|(?<=early )|(?<=almost )|(?<=ughly )|(?<=round )"
    r"|(?<=only )|(?<=just )|(?<=least ))(?:an?|one)[ -](?:quarter|half|third|fifth|tenth)\b"
    r"|\b(?:an?|one)[ -](?:quarter|half|third|fifth|tenth)(?= (?:more|less|fewer|lower|higher|cheaper|faster)\b))"
    rf"|(?P<half>\b[Hh]alf an?(?= (?:{_SCALE})\b))"
    rf"|(?P<quarter>\b(?:[Aa]|[Oo]ne) quarter of an?(?= (?:{_SCALE})\b))"
    r"|(?P<plus>\band an? half\b|½)"
    r"|(?P<digits>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+))"
)
_TAIL = pattern(
    r"(?:(?P<ordinal>(?:st|nd|rd|th)\b)"
    r"|[ ]?(?P<scale>(?:(?:bn|bln|bil|tn|trn|mln|mn)\b"
    r"|[mb](?= (?:pesos|dollars|yen|euros|pounds|USD|MXN|JPY|EUR)\b))(?:\.(?= [a-z]))?)"
    r"|(?P<money>[mkb]\b| ?mil\b(?:\.(?= [a-z]))?)"
    r"|(?P<unit>(?:km|kg|cm|mm|kw|mw|gw|kwh|mwh|gwh|ha|hp|ft|(?-i:[glt])|m²|km²|km/h)\b)"
    r"|(?P<other>(?!½)'?[^\W\d_]\w*|[¼¾]))",
    re.I,
)
_PLAIN = pattern(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_BOUND_BEFORE = {
    "more than": (
        "more than", "over", "exceeding", "exceeds", "exceed", "exceeded", "greater than", "in excess of", "topped",
        "topping", "tops", "top", "surpassed", "surpassing", "surpass", "surpasses", "above", "beyond", "upwards of",
        "upward of", "north of", "higher than", "larger than", "better than", "just over", ">",
    ),
    "at least": (
        "at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "minimum of",
        "as few as", "as little as", "≥",
    ),
    "about": (
        "about", "around", "approximately", "roughly", "some", "circa", "an estimated", "estimated", "estimated at",
        "in the region of", "on the order of", "in the order of", "something like", "more or less", "approx.", "c.",
        "ca.", "~", "≈",
    ),
    "less than": (
        "less than", "fewer than", "under", "below", "lower than", "smaller than", "south of", "just under", "<",
    ),
    "up to": (
        "up to", "as many as", "as much as", "as high as", "as large as", "as long as", "at most", "at the most",
        "a maximum of", "maximum of", "no more than", "not more than", "not exceeding", "not exceed", "never exceed",
        "not over", "not above", "no higher than", "no larger than", "could reach", "may reach", "might reach",
        "can reach", "could hit", "could top", "capped at", "limited to", "no greater than", "≤",
    ),
    "nearly": (
        "nearly", "almost", "close to", "just shy of", "shy of", "just short of", "short of", "just under",
        "approaching", "nearing", "near", "virtually", "just below", "not quite",
    ),
}  # fmt: skip
_BOUND_AFTER = {
    "least": r"\+|[ -]plus\b| or (?:more|above|over|higher|greater|better|longer)\b"
    r"| and (?:above|over|up|more|counting)\b|,? at (?:the )?(?:very )?least\b",
    "most": r" or (?:fewer|less|under|below|lower)\b|,? at (?:the )?(?:very )?most\b|,? (?:at )?max(?:imum)?\b"
    r"|,? tops\b",
    "about": r" or so\b|,? or thereabouts\b|,? more or less\b|[- ]odd\b|-ish\b|,? give or take\b",
}
_COUNTED = (
    r"years?|months?|weeks?|days?|decades?|hours?|centur\w+|countr\w+|states|cities|places|nations|regions|provinces"
)


_FILLERS = (
    "an a the its their his her our another additional extra further total of in whopping staggering massive "
    "record combined cumulative annual impressive mere only just all value worth"
)
_TITLES = (
    "mr mrs ms dr sen gov rep prof hon st gen col capt lt sgt rev pres amb sec fr jr sr vs no nos jan feb mar apr jun "
    "jul aug sep sept oct nov dec mt ft fig approx"
)
_SUFFIXES = "co corp inc ltd bros etc cos u.s u.k p.m a.m dept univ"
_OPENERS = "the it he she they in on at we this that these those a an its his her but and also however"


def _value(digits: str) -> Decimal | None:
    """What digits with a comma for thousands and a point say; None where they are no such number."""
    is_clock = len(digits) > 1 and digits[0] == "0" and digits.isdecimal()  # "0430 GMT"
    return Decimal(digits.replace(",", "")) if _PLAIN.fullmatch(digits) and not is_clock else None


def _joins(gap: str, run: list[Part], part: Part) -> bool:
    """Whether a part goes on with the number before it."""
    last = run[-1].leaf
    if gap == " and ":
        return last.kind == "scale" and part.leaf.kind == "plain" and not part.digits and not run[0].digits
    if part.digits:
        return False
    # "5 million seven years ago" is two.
    after_digits = run[0].digits and last.kind in ("scale", "dozen") and part.leaf.kind == "plain"
    return gap in (" ", "-", "") and not after_digits


def _year(gap: str, first: Run, second: Run) -> Decimal | None:
    """The year that two numbers in words are: "nineteen eighty-four"."""
    if first.digits or second.digits or second.ordinal or gap != " " or first.value is None or second.value is None:
        return None
    return first.value * 100 + second.value if 10 < first.value <= 20 and 9 < second.value < 100 else None


class English(SpacedLanguage):
    """The reader of English."""

    code = "en"
    grammar = Grammar(
        token=_TOKEN,
        words=_words(),
        digits=_value,
        tail=_TAIL,
        scales=_SHORT | {f"{word}.": value for word, value in _SHORT.items()},
        joins=_joins,
        pair=_year,
        merge=pattern(r" of (?:the )?"),
        elided=pattern(rf"(?: [^\d\s,;.]+){{1,6}}(?: \d{{4}})?,? and {CURRENCY}"),
        elides=pattern(
            r" (?:(?:so far )?(?:this|last|next) (?:year|month|quarter)|in \d{4}|a year (?:earlier|ago|later))\b"
        ),
        range=pattern(rf"(?:%| per ?cent)?(?: ?- ?|[ -]to[ -]|-to-| or | through )(?:more than )?{CURRENCY}"),
        between=pattern(rf"\b[Bb]etween (?:about |roughly |around |some )?{CURRENCY}$"),
        both=pattern(rf"(?:%| per ?cent)?(?: \w+)?,? and {CURRENCY}"),
        change=pattern(
            r"\b(?:rose|risen?|rising|rises|grew|grow\w*|increas\w+|fell|fall\w*|dropp?\w*|declin\w+|cut|cutting|lower\w*"
            r"|rais\w+|up|down|jump\w*|climb\w*|expand\w*|went|go|goes|mov\w+|chang\w+|surg\w+|improv\w+|boost\w*"
            rf"|widen\w*|slow\w*|eas\w+|shr\w+|slipp?\w*|soar\w*)\b"
            rf"(?: [^\s.;]+){{0,10}} from (?:about |some )?{CURRENCY}$"
        ),
        ratio=pattern(r"(?P<sure> out of (?:every )?| of every | point )| in (?:every )?"),
        fraction=pattern(r"[ -]"),
        # A scale by itself is one of it only behind these; "a few thousand" is none.
        unread_before=pattern(
            # The end first: what is before it is looked at there only.
            r"(?P<scale>$(?<!\ba )(?<!\bper )(?<!\bthe )(?<!\bevery )(?<!\beach )(?<!\ba-))"
            rf"|\bloss(?:es)? of (?:\w+ ){{0,3}}?{CURRENCY}$",
            re.I,
        ),
        unread_after=pattern(r"[¼¾]|-fold\b"),
        minus=pattern(
            rf"(?=[-A-Z$€£¥mn])(?:(?<![\w)%.,])(?:[A-Z]{{0,3}}[$€£¥])?-[$€£¥]?|\b(?:minus|negative) {CURRENCY})$"
        ),
    )
    bound_words = BoundWords(
        before=_BOUND_BEFORE,
        after=_BOUND_AFTER,
        fillers=frozenset(_FILLERS.split()),
        between=pattern(r"(?:%| per ?cent)?(?:[ -](?!and\b|or\b)[^\W\d]\w*){0,4}"),
        other=(
            pattern(r"\b(?:than|below|above) the [$€£¥]?$", re.I),
            pattern(
                r"(?:%| per ?cent)?(?: (?!and\b|or\b|in\b)[^\W\d][\w-]*){0,3},? (?:it|he|she|they|we|that|which|who"
                r"|promised|pledged|planned|forecast|expected|announced|targeted|recorded|reported|originally|initially"
                r"|a (?:year|month|decade) (?:earlier|ago|before)|last (?:year|month))\b"
            ),
        ),
        spans=pattern(rf" (?:\w+ )?(?:{_COUNTED})\b|(?<=\b[12]\d{{3}})(?![\d,])(?! \w+s\b)", re.I),
        loose=frozenset({"more than", "about", "less than", "nearly"}),
        vague={"dozens": pattern(r"\bdozens\b", re.I), "several": pattern(r"\bseveral\b", re.I)},
    )
    unit_words = UnitWords(
        percent=pattern(r" ?%|[ -]per ?cent\b", re.I),
        rank_before=pattern(r"(?:\b(?:No|Nr)\.? ?|\b(?:number|rank|ranks|ranked|place) (?:as )?(?:the )?)$", re.I),
        superlative=pattern(
            r"(?<!one of )(?:\b(?:the|its|their|our|as)|'s?) (?:single |world's |country's )?"
            r"(?P<rank>(?<!-)(?:largest|biggest|leading|top|foremost|number one))(?![- ]\d)"
            # Not "the largest investors", not "the main growth markets".
            r"(?! (?:(?!(?:in|of|to|at|for|with|and|on|from|by|that|which|who|is|was|has|or)\b)[\w-]+ ){0,3}"
            r"\w*[^s\W]s\b)"
        ),
        follows=pattern(
            r"(?:[,;:.)\"']|$| (?:of which|in|on|at|by|for|from|to|and|or|as|with|since|during|last|this|after|before"
            r"|when|while|per|a|the|were|was|are|is|had|will|which|who|that|compared|each|so far|alone)\b)"
        ),
        leads=pattern(r"\bof (?:which|whom|these|those|them),? (?:about |some |only |just |nearly |almost )?$"),
        part=pattern(
            r" (?:out )?of (?:(?:its|the|their|his|her|our|all|some|about|these|those|a total of|more than|over"
            r"|nearly) )*"
        ),
        both=pattern(r",? and "),
        ends=pattern(
            r"\b(?:in|at|for|with|by|to|from|on|into|during|since|that|which|who|will|would|was|were|is|are|has|have|had)\b"
        ),
        money={},
    )
    date_words = DATES
    titles = frozenset(_TITLES.split())
    suffixes = frozenset(_SUFFIXES.split())
    openers = frozenset(_OPENERS.split())
    turns_post = pattern(
        r"(?:\b(?:former|deputy|vice|assistant|associate|acting|interim|incoming|outgoing|honorary|then|ex|co|non|sub)"
        r"[ -])$",
        re.I,
    )
    was_post = pattern(r"\b(?:was|had been|served as|once|formerly|previously) (?:the |an? |its )?$")
    turns_post_behind = pattern(r"-(?:elect|designate)\b| (?:emerit\w+|pro tem(?:pore)?)\b", re.I)
    turning = pattern(
        # By case: "May" is a month.
        r"\bnot\b|n't\b|\b(?:cannot|never|no|nor|neither|without|den(?:y|ies|ied)|[Ii]f|[Uu]nless"
        r"|(?:reject(?:s|ed)|declined|refused|turned down|ruled out)(?= (?:(?:an?|the|his|her|its|their|to) ?)?$)"
        r"|(?:scheduled|seeks?|seeking|hop(?:es?|ing)|aim(?:s|ing)?|want(?:s|ed)?|intend(?:s|ed)?|due) to(?= ?$)"
        r"|[Ff]ormer(?:ly)?|[Vv]ice|potential(?:ly)?|possibl[ey]|would|could"
        r"|might|may|expect\w*|unlikely|alleged(?:ly)?|proposed|however|[Dd]eputy|[Aa]cting)\b|\b[Ee]x-|\bnon-"
    )

    def find_dates(self, text: str) -> list[PrintedDate]:
        """The dates of a text in order of place."""
        return find_dates(text)
