"""Spanish: numbers, bounds, units, sentence ends and the words that turn a sense.

Points and commas have the meaning of the article's region: 1.250,5 in Spain and most of America, 1,250.5 in Mexico and
its neighbours. Without a region three digits behind the only separator are thousands, as agencies print them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from factbook.text.bounds import CURRENCY, EXACTLY, UnitWords
from factbook.text.es_bounds import BOUNDS
from factbook.text.es_dates import DATES, find_dates
from factbook.text.late import pattern
from factbook.text.numbers import Leaf, Number, Part, Run
from factbook.text.printed import PrintedDate
from factbook.text.spaced import Grammar
from factbook.text.words import SpacedLanguage

_LOW = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS = "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"
_FIRST = "primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim"
_TENTH = "vigésim trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim"
_VAGUE = (
    "decena decenas veintena treintena centena centenas centenar centenares cientos miles millar millares mitad "
    "tercio doble dobles triple cuádruple duplicó duplica duplican duplicaron duplicar duplicará duplicado duplicando "
    "triplicó triplica triplican triplicaron triplicar triplicará triplicado cuadruplicó"
)
_OVER = "tercios cuartos quintos sextos séptimos octavos novenos décimos terceras cuartas quintas sextas décimas"
_MONEY = {"mdd": 10**6, "mdp": 10**6, "mde": 10**6, "mmdd": 10**9, "mmdp": 10**9}
#: Where a point parts decimals: Mexico and its neighbours.
_POINT = frozenset({"MX", "US", "GT", "HN", "NI", "SV", "PA", "DO", "PR", "PE"})


def _words() -> dict[str, Leaf]:
    words = {word: Leaf("plain", Decimal(value)) for value, word in enumerate(_LOW.split())}
    words |= dict.fromkeys(("un", "una"), words["uno"])
    words |= {"veintiún": words["veintiuno"], "veintiuna": words["veintiuno"], "dieciseis": words["dieciséis"]}
    words |= {word: Leaf("plain", Decimal(10 * value), 10) for value, word in enumerate(_TENS.split(), 3)}
    words |= {"cien": Leaf("plain", Decimal(100)), "ciento": Leaf("plain", Decimal(100), 100)}
    for value, stem in enumerate(_HUNDREDS.split(), 2):
        words |= dict.fromkeys((stem + "os", stem + "as"), Leaf("plain", Decimal(100 * value), 100))
    for value, stem in enumerate(_FIRST.split(), 1):
        words |= dict.fromkeys((stem + "o", stem + "a"), Leaf("plain", Decimal(value), 0, True))
    words |= {stem: words[stem + "o"] for stem in ("primer", "tercer")}
    words |= dict.fromkeys(("décimo", "décima"), Leaf("plain", Decimal(10), 10, True))
    for ten, value in (("decimo", 10), ("vigesimo", 20), ("trigesimo", 30)):
        for stem in _FIRST.split()[:9]:
            leaf = Leaf("plain", value + words[stem + "o"].value, 0, True)
            words |= dict.fromkeys((ten + stem.replace("é", "e") + "o", ten + stem.replace("é", "e") + "a"), leaf)
    for value, stem in enumerate(_TENTH.split(), 2):
        words |= dict.fromkeys((stem + "o", stem + "a"), Leaf("plain", Decimal(10 * value), 10, True))
    words |= dict.fromkeys(_VAGUE.split(), Leaf("vague")) | dict.fromkeys(_OVER.split(), Leaf("over"))
    return words | _scales()


def _scales() -> dict[str, Leaf]:
    scales = {"millón": 10**6, "millones": 10**6, "millardo": 10**9, "millardos": 10**9, "billón": 10**12}
    scales |= {"billones": 10**12, "trillón": 10**18, "trillones": 10**18} | _MONEY
    words = {word: Leaf("scale", Decimal(value)) for word, value in scales.items()}
    return words | {
        "mil": Leaf("count", Decimal(1000)),
        **dict.fromkeys(("docena", "docenas"), Leaf("dozen", Decimal(12))),
    }


_TOKEN = pattern(
    # Most words first: nothing that follows begins with one.
    r"(?=[\w½])(?:(?P<plain>(?!½|(?i:una?|la|medi[oa]|cuarto|y|por)\b)[^\W\d_]++(?!\w|-\d))"
    r"|(?P<unread>\b[A-Z][^\W\d]*-\d+\w*|\b(?!(?:USD?|MXN|EUR)\d)[^\W\d_]+\d[\w-]*"
    r"|\d+(?:/\d+)+|\d{1,2}:\d\d\b|\d+(?:-\d+){2,}"
    r"|\b(?:[Uu]na?|[Ll]a) (?:tercera|cuarta|quinta|sexta|décima) parte\b"
    r"|\b[Uu]n (?:tercio|cuarto|quinto|décimo)(?= (?:de(?! mill)|del|más|menos)\b))"
    r"|(?P<half>\b[Mm]edi[oa](?= (?:millón|billón|docena)\b))|(?P<quarter>\b(?:[Uu]n )?cuarto de(?= millón\b))"
    r"|(?P<nothing>\bpor cien(?:to)?\b)|(?P<plus>\by medi[oa]\b|½)"
    r"|(?P<digits>(?<!\d)\d{1,3}(?: \d{3})+(?![\d.,]\d|\d)|\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+))"
)
_TAIL = pattern(
    r"(?:(?P<ordinal>\.?[ºª°](?!C)|(?:er|ra|ro|do|da|to|ta|mo|ma|vo|va)\b)| ?(?P<scale>mm?d[dp]|mde)\b"
    r"|(?P<unit>(?:km|kg|cm|mm|kw|mw|gw|kwh|mwh|gwh|ha|hp|m²|km²|km/h|(?-i:[glt]))\b)|(?P<other>(?!½)[^\W\d_]\w*|[¼¾]))",
    re.I,
)
#: So few digits behind a separator are decimals everywhere.
_FEW = pattern(r"\d+[.,]\d{1,2}")
_POINTS = pattern(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_COMMAS = pattern(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def _with_points(digits: str) -> Decimal | None:
    """1.250,5: points for thousands; "1,250" could be either where it ends in nought."""
    if _FEW.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    digits = digits.replace(" ", ".")
    if not _POINTS.fullmatch(digits) or re.fullmatch(r"[1-9]\d{0,2},\d\d0", digits):
        return None
    return Decimal(digits.replace(".", "").replace(",", "."))


def _with_commas(digits: str) -> Decimal | None:
    """1,250.5: commas for thousands; "350.000" could be either where it ends in nought."""
    if _FEW.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    digits = digits.replace(" ", ",")
    if not _COMMAS.fullmatch(digits) or re.fullmatch(r"[1-9]\d{0,2}\.\d\d0", digits):
        return None
    return Decimal(digits.replace(",", ""))


def _with_either(digits: str) -> Decimal | None:
    """Three digits behind the only kind of separator are thousands; of two kinds the last parts decimals."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:[., ]\d{3})+", digits) and len(set(re.findall(r"\D", digits))) == 1:
        return Decimal(re.sub(r"\D", "", digits))
    if "," in digits and (digits.rfind(",") > digits.rfind(".")):
        return _with_points(digits)
    return _with_commas(digits)


def _joins(gap: str, run: list[Part], part: Part) -> bool:
    """Whether a part goes on with the number before it: "treinta y dos", "14 mil 256 millones"."""
    last = run[-1].leaf
    if gap == " y ":
        return last.step == 10 and not run[-1].digits and not part.digits and part.leaf.kind == "plain"
    if part.digits:
        return gap == " " and last.kind in ("scale", "count")
    return gap in (" ", "-", "")


def _no_pair(_gap: str, _first: Run, _second: Run) -> None:
    """Two numbers side by side say nothing together."""


#: What rises to a number has it.
_REACHED = pattern(
    r"\b(?:crec|subi|aument|increment|ca[yíe]|baj|redu|elev|lleg|avanz|disminu|pas)\w*"
    rf"(?: (?:\d[\d.,]*|[^\s.;]+)){{0,8}}? hasta (?:los |las |el )?{CURRENCY}$",
    re.I,
)
_TITLES = (
    "sr sra sres sras srta dr dra drs lic ing prof profa gral cnel arq mtro mtra pdte gob sen dip no núm num art pág "
    "tel av col aprox vs fr sto sta"
)
_SUFFIXES = "etc s.a c.v ee.uu cía cia ltda inc corp co hnos"
_OPENERS = "el la los las en un una este esta esto ese esa su sus además pero también al con para por según y lo"


def _is_reached(text: str, number: Number) -> bool:
    return _REACHED.search(text, max(0, number.start - 90), number.start) is not None


class Spanish(SpacedLanguage):
    """The reader of Spanish, by the separators of one region."""

    code = "es"
    grammar = Grammar(
        token=_TOKEN,
        words=_words(),
        digits=_with_either,
        tail=_TAIL,
        scales=_MONEY,
        joins=_joins,
        pair=_no_pair,
        merge=pattern(r" de "),
        elided=pattern(rf"(?: [^\d\s,;.]+){{1,6}}(?: \d{{4}})?,? y {CURRENCY}"),
        elides=pattern(r" (?:(?:este|el próximo) (?:año|mes|trimestre)|el (?:año|mes) pasado|en \d{4}|un año antes)\b"),
        range=pattern(rf"(?:%| por ciento)?(?: ?- ?| al? | o )(?:los |las )?{CURRENCY}"),
        between=pattern(rf"\b[Ee]ntre (?:los |las |el |unos |unas )?{CURRENCY}$"),
        both=pattern(rf"(?:%| por ciento)?(?: \w+)? y (?:los |las |el )?{CURRENCY}"),
        change=pattern(
            r"\b(?:pas\w+|sub\w+|aument\w+|crec\w+|baj\w+|ca[ey]\w*|cayó|reduj\w+|reduc\w+|disminu\w+|elev\w+|increment\w+"
            rf"|salt\w+|fue|va)\b(?: [^\s.;]+){{0,10}} de (?:unos |unas )?{CURRENCY}$"
        ),
        ratio=pattern(r"(?P<sure> de cada | de entre | punto | coma )|(?P<one> por cada )"),
        fraction=pattern(r" "),
        # A scale by itself ("millones de pesos", "varios millones") says no number.
        unread_before=pattern(rf"(?P<scale>$)|\bpérdidas? (?:\w+ )?(?:de|por) {CURRENCY}$", re.I),
        unread_after=pattern(r"[¼¾]"),
        minus=pattern(
            rf"(?=[-A-Z$€£¥m])(?:(?<![\w)%.,])(?:(?:[A-Z]{{0,3}}[$€£¥])?-[$€£¥]?"
            rf"|(?<!\bal )(?<!\blo )(?<!do )\bmenos {CURRENCY})$)"
        ),
    )
    bound_words = BOUNDS
    unit_words = UnitWords(
        percent=pattern(r" ?%| por ?cien(?:to)?\b", re.I),
        rank_before=pattern(r"\b(?:lugar|número|núm\.|no\.|posición|puesto|sitio)(?: número)? ?$", re.I),
        superlative=pattern(
            r"\b(?:el|la|su|como|nuestro|nuestra) (?P<rank>mayor|principal(?= (?:socio|inversi|destino|proveedor"
            r"|comprador|exportador|importador|mercado|origen|fuente)))"
            r"(?= (?!parte\b|que\b)[^\W\d]*[^\W\ds](?: |[.,;]|$))",
            re.I,
        ),
        follows=pattern(
            r"(?:[,;:.)\"']|$| (?:de l[oa]s cuales|en|a|por|para|y|o|como|con|desde|durante|este|esta|después|antes"
            r"|cuando|mientras|el|la|los|las|del|al|fueron|eran|son|es|que|frente|cada)\b)"
        ),
        leads=pattern(
            r"\b(?:de l[oa]s cuales|de l[oa]s que|de ell[oa]s|de est[oa]s),? (?:unos |unas |casi |sólo |solo )?$"
        ),
        part=pattern(r" de (?:(?:entre|l[oa]s|sus|un total de|unos|unas|más de|casi) )*"),
        both=pattern(r",? y "),
        ends=pattern(
            r"\b(?:en|al?|para|por|con|desde|durante|que|es|son|fue|fueron|será|serán|hasta|y)\b|\bde\b.*\b(?:de|del)\b"
        ),
        money={"dólares": "mm?dd", "pesos": "mm?dp", "euros": "mde"},
    )
    date_words = DATES
    titles = frozenset(_TITLES.split())
    suffixes = frozenset(_SUFFIXES.split())
    openers = frozenset(_OPENERS.split())
    turns_post = pattern(r"(?:\b(?:vice|ex|sub|co|antigu[oa]|entonces|anterior|futur[oa])[ -])$", re.I)
    was_post = pattern(r"\b(?:fue|era|había sido|antes|otrora) (?:el |la |una? )?$")
    turns_post_behind = pattern(
        r" (?:interin|adjunt|suplent|salient|elect|honorari|emérit|encargad)(?:[oa]|e)?s?\b", re.I
    )
    turning = pattern(
        r"\b(?:no(?! obstante)|nunca|jamás|ni|tampoco|ex|vice|potencial(?:es|mente)?|posibles?|posiblemente"
        r"|podrían?|serían?|habrían?"
        r"|esperan?|esperad[oa]s?|prevén?|previst[oa]s?|presunt[oa]s?|supuest[oa]s?|eventual(?:es)?|propuest[oa]s?"
        r"|antigu[oa]|otrora|si|(?:busca|pretende|quiere|desea|intenta)n?(?= ?$)"
        r"|(?:rechaz|descart|declin|neg|desmint)(?:ó|aron|ieron|ió)"
        r"(?= (?:(?:una?|el|la|los|las|su|que) ?)?$))\b|\bex-|\bno-",
        re.I,
    )

    def __init__(self, digits: Callable[[str], Decimal | None] = _with_either) -> None:
        self.grammar = replace(type(self).grammar, digits=digits)

    def find_numbers(self, text: str) -> list[Number]:
        """The numbers of a text in order of place; "un" and "una" are articles."""
        return [number for number in super().find_numbers(text) if number.text.lower() not in ("un", "una", "uno")]

    def bounds(self, text: str, number: Number) -> frozenset[str]:
        """The bounds printed at a number; "creció hasta 15" may mean none, "hasta 15" means it."""
        found = super().bounds(text, number)
        return found | {EXACTLY} if "up to" in found and _is_reached(text, number) else found

    def is_compared_with(self, text: str, number: Number) -> bool:
        """As in all languages; also of what was reached, "creció hasta 15"."""
        return super().is_compared_with(text, number) or _is_reached(text, number)

    def find_dates(self, text: str) -> list[PrintedDate]:
        """The dates of a text in order of place."""
        return find_dates(text)


_ANY, _BY_POINT, _BY_COMMA = Spanish(), Spanish(_with_commas), Spanish(_with_points)


def spanish_of(region: str) -> Spanish:
    """The reader for the Spanish of a region, as a code of two letters; "" where none is named."""
    if not region or region == "419":
        return _ANY
    return _BY_POINT if region.upper() in _POINT else _BY_COMMA
