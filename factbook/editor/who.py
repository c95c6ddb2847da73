"""Persons, bodies and sites that an article names by what they are: a post beside a name, a word for a kind of body.

Data by language, and pure functions on strings. Found is what a person would look at first; nothing is decided by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from factbook.schema import Table
from factbook.text.normalise import Span


class Person(NamedTuple):
    """A name, the post that stands beside it ("" where only a title of courtesy does), and where both are."""

    name: str
    post: str
    span: Span


class Body(NamedTuple):
    """A name, where it stands, and words for its kind in English."""

    name: str
    span: Span
    kind: str


@dataclass(frozen=True)
class _Words:
    """How a language says who somebody is: patterns with the groups `name` and `post`, words for bodies."""

    persons: tuple[re.Pattern[str], ...]
    bodies: dict[str, str]
    #: A body whose kind is said before its name ("the automaker Kita"), with the group `name`.
    called: re.Pattern[str] | None
    #: A body that is written without capitals, or with several fields, with the group `name`.
    plain: re.Pattern[str] | None = None


_NAME = r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-Z]\.)?(?: (?:de (?:la )?|del |da |van |von )?[A-ZÀ-Þ][\w'’-]+){1,3})"
_TWO = r"(?P<name>[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+)(?! [A-ZÀ-Þ])"
_TO_COMMA = r"(?:,? (?:of|for|at|de|del|para)\b[^,.;:()]{2,60}?)?"
#: Where somebody is posted, which is not whom the person serves: "ambassador to Norland", 駐墨大使.
_POSTED = re.compile(
    r"\b(?:to|for|in|en|ante|para)(?: the| el| la| los)? [A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)*"
    r"|[駐在][一-龥ァ-ヴー]+?(?=大使|総領事|公使)"
)
_EN_POST = (
    r"(?:(?:[Ff]ormer|[Dd]eputy|[Vv]ice|[Aa]cting|[Pp]rime|[Ff]oreign|[Ee]conomy|[Ff]inance|[Tt]rade|[Ss]enior"
    r"|[Ee]xecutive|[Mm]anaging) )*"
    r"(?:[Vv]ice[- ])?(?:[Aa]mbassador|[Mm]inister|[Pp]resident|[Gg]overnor|[Ss]enator|Sen\.|[Ss]ecretary"
    r"|[Uu]ndersecretary|[Dd]irector(?:[- ][Gg]eneral)?|[Cc]hair(?:man|woman|person)?|CEO|CFO|[Mm]ayor"
    r"|[Cc]onsul(?:[- ][Gg]eneral)?"
    r"|[Rr]ector|[Dd]ean|[Hh]ead|[Cc]hief [Ee]xecutive|[Gg]eneral [Mm]anager"
    r"|[Ss]pokes(?:man|woman|person)|[Cc]ommissioner|[Cc]hancellor|[Rr]epresentative)"
)
_ES_POST = (
    r"(?:(?:ex|vice|sub)-?)?(?:embajador|ministr|president|gobernador|senador|diputad|secretari|director|alcald|cónsul"
    r"|canciller|gerente|titular|vocer|rector)(?:a|o|e|esa)?(?: general)?"
)
_KANJI, _KANA = "一-龥々", "ァ-ヴー"
_JA_POST = (
    r"(?:駐[一-龥ァ-ヴー]{1,6})?(?:大使|副大臣|大臣|外相|首相|政務官|審議官|次官|長官|局長|副社長|社長|会長|会頭|知事|議員"
    r"|総領事|所長|理事長|市長)"
)
#: Languages in which a name has no spaces.
_UNSPACED = ("ja",)
_COMPANY, _GROUP = "company firm", "group"
_BODIES = {
    "ministry": r"\bMinistry|Secretaría|Ministerio|省$",
    "embassy": r"\bEmbassy|\bConsulate|Embajada|Consulado|大使館$|領事館$",
    "committee": r"\bCommittee|Comité|Comisión|委員会$",
    "chamber": r"\bChamber|\b(?:Conf|F)ederation|\bCouncil|Cámara|Consejo|Confederación|Federación|会議所$|連合会$",
    "educational": r"\bUniversity|\bCollege|Universidad|Colegio|Tecnológico|大学$",
    "legislature": r"\bSenate|\bCongress|\bParliament|Senado|Congreso|国会$",
    "agency": r"\bAgency|Agencia|機構$|庁$",
    "government": r"\bGovernment|Gobierno|政府$",
    "political party": r"\bParty|Partido|党$",
    _COMPANY: r"\b(?:Inc|Corp|Corporation|Ltd|Company|Motors?|Holdings)\b|\bS\.A\.|Grupo|(?:自動車|製作所)$",
}
#: What is called by a word for what it is, by that word in English.
_THINGS = {
    "plant": {
        "en": r"(?P<name>(?!(?:The|Its|This|That|An?) )(?:[A-ZÀ-Þ][\w&'’-]+ ){1,3}(?:assembly |engine )?"
        r"(?:plant|factory|mill))\b",
        "es": r"(?P<name>(?:[Pp]lanta|[Ff]ábrica)(?: de [a-zá-ú]+)? (?:de|en) [A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+)*)",
        "ja": rf"(?:^|[、。「（のはがもで])(?P<name>[{_KANJI}{_KANA}]{{2,10}}?工場)",
    }
}
#: What a sentence says where it is of one, not only of something awaited or done.
_SPEAKS = {
    "en": r"\b(?:programs?|programmes?|projects?|initiatives?|schemes?|plans?|courses?|schools?|trainings?"
    r"|trained|scholarships?|exchanges?|campaigns?|funds?|platforms?|pilots?)\b",
    "es": r"\b(?:programas?|proyectos?|iniciativas?|plan|planes|cursos?|escuelas?|capacitaci\w+|becas?"
    r"|intercambios?|campañas?|fondos?|plataformas?)\b",
    "ja": r"プログラム|プロジェクト|事業|計画|研修|講座|学校|奨学|派遣|基金|制度",
}
#: What stands before a word for a thing, and before one that was told of before, if nothing says more of it behind.
_ARTICLE = re.compile(r"\b(?:an?|the|this|that|its|their|una?|el|la|este|esta|su)\s+$", re.I)
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|el|la|es[ea]|est[ea]|dich[oa])\s+|[同本]|[この]の)$", re.I)
_ENDS = re.compile(r"\s*(?:[,.;:)、。]|$)|[はでに]")
#: By which words a table of these is called.
_CALLED_SO = re.compile(r"program(?:me)?|project|initiative")
#: What is said of a member before the body's own name, in English and Spanish.
_OF = re.compile(rf"^(?:Members?|Miembros?|{_EN_POST}|{_ES_POST}) (?:of|de|del) (?:the |la |los )?")
_JOINED = r"[A-ZÀ-Þ][\w'’&-]+(?: (?:(?:del?|para|por) )?(?:(?:la|el|los|las) )?[A-ZÀ-Þ][\w'’&-]+){0,2}"
#: "Ministry of Economy, Trade and Industry".
_EN_FIELDS = r"(?P<name>(?:Ministry|Secretariat|Department) of [A-Z]\w+(?:, [A-Z]\w+)*,? and [A-Z][a-z]+)"
_ES_FIELDS = r"(?P<name>(?:Secretaría|Ministerio) de [A-ZÀ-Þ]\w+(?:, [A-ZÀ-Þ]\w+)* y [A-ZÀ-Þ][a-zá-ú]+)"
_BY_LANGUAGE = {
    "en": _Words(
        (
            re.compile(rf"\b(?P<post>{_EN_POST}) {_NAME}"),
            re.compile(
                rf"(?:(?:\b(?:[Ii]ts|[Tt]he|[Hh]is|[Hh]er)|['’]s|,) |^)(?P<post>{_EN_POST}), {_NAME}(?=[,.;]|$)"
            ),
            re.compile(rf"\b(?P<post>{_EN_POST} (?:of|for)(?: the| and| [A-ZÀ-Þ][\w'’-]+)+) {_TWO}"),
            re.compile(
                rf"{_NAME}, (?:[\w'’ ]+['’]s )?(?:the |an? |its |his |her |their )?(?P<post>{_EN_POST}{_TO_COMMA})"
                r"(?=[,.;:()]|$| who| and )"
            ),
        ),
        _BODIES,
        re.compile(
            r"\b(?P<word>(?:auto|car|steel|\b)maker|group|company|supplier|manufacturer|firm|conglomerate"
            r"|trading house) "
            rf"(?P<name>{_JOINED})"
        ),
        re.compile(_EN_FIELDS),
    ),
    "es": _Words(
        (
            re.compile(rf"\b(?P<post>{_ES_POST}{_TO_COMMA}),? {_NAME}"),
            re.compile(rf"{_NAME}, (?:el |la |un |una )?(?P<post>{_ES_POST}{_TO_COMMA})(?=[,.;:()]|$| quien| y )"),
        ),
        _BODIES,
        re.compile(
            r"\b(?P<word>armadora|grupo|empresa|compañía|firma|fabricante|automotriz|acerera)(?: [a-zá-ú]+)? "
            rf"(?P<name>{_JOINED})"
        ),
        re.compile(_ES_FIELDS),
    ),
    "ja": _Words(
        (
            re.compile(
                rf"(?:^|[の、。「（とやは])(?P<name>(?![同元前現])[{_KANJI}]{{3,5}}?|[{_KANA}]+(?:[・＝][{_KANA}]+)+)(?P<post>{_JA_POST})"
            ),
            re.compile(rf"(?P<name>[{_KANA}]+(?:[・＝][{_KANA}]+)+)(?P<post>(?:[{_KANJI}]{{1,6}}?)(?:{_JA_POST}))"),
            re.compile(
                rf"(?P<post>{_JA_POST})の(?P<name>(?![同元前現])[{_KANJI}]{{3,5}}|[{_KANA}]+(?:[・＝][{_KANA}]+)+)(?=氏|さん|、|。|（)"
            ),
        ),
        _BODIES,
        None,
        re.compile(
            rf"(?:^|[、。「（とやはのがも])(?P<name>(?!同)[{_KANJI}{_KANA}]{{1,12}}?(?:省|大使館|領事館|委員会|会議所|連合会|大学|機構|自動車|製作所))"
            rf"(?![{_KANJI}{_KANA}])"
        ),
    ),
}
#: What belongs to the family name behind it.
_PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "van", "von", "der", "den", "da", "dos", "di", "al", "bin", "ibn"}
)
#: A name of a person has none of these: it is that of a body.
_OF_BODIES = re.compile("|".join(_BODIES.values()) + r"|[社省庁会県市国州党部局所]|Relations|Affairs|Economy|Trade")


def persons_in(text: str, language: str) -> Iterator[Person]:
    """The persons that a sentence names with their posts, each name once, in the order of the patterns."""
    seen = set[str]()
    words = _BY_LANGUAGE.get(language)
    for pattern in words.persons if words else ():
        for match in pattern.finditer(text):
            name = match["name"].removesuffix("'s")
            if name not in seen and not _OF_BODIES.search(name):
                seen.add(name)
                start, end = (f(match.start("name"), match.start("post")) for f in (min, max))
                ends = max(match.start("name") + len(name), match.end("post"))
                yield Person(name, match["post"].strip(), Span(start, max(end, ends)))


def of_body(name: str) -> int:
    """How many characters stand before the name of a body: "President of the" is a post in it."""
    found = _OF.match(name)
    return found.end() if found else 0


def things_in(text: str, language: str, word: str) -> Iterator[Body]:
    """What a sentence calls by a word for what it is, such as a plant, given in English."""
    pattern = _THINGS.get(word, {}).get(language)
    for match in re.finditer(pattern, text) if pattern else ():
        yield Body(match["name"], Span(*match.span("name")), word)


def speaks_of(text: str, language: str, word: str) -> bool:
    """Whether a sentence may be of one of those that are called by the word, in English; True where none is known."""
    pattern = _SPEAKS.get(language) if _CALLED_SO.fullmatch(word) else None
    return pattern is None or re.search(pattern, text, re.I) is not None


def is_named_so(text: str, word: Span) -> bool:
    """Whether the word is what a sentence calls a thing, behind an article: "a letter of intent", not "met"."""
    return _ARTICLE.search(text[: word.start]) is not None


def is_told_before(text: str, word: Span) -> bool:
    """Whether the word only takes up what was told before it: "during the visit, they signed"."""
    return _DEFINITE.search(text[: word.start]) is not None and _ENDS.match(text[word.end :]) is not None


def kind_word(name: str, language: str) -> str:
    """Words for the kind of body that its name says, in English; "" where it says none."""
    words = _BY_LANGUAGE.get(language)
    return next((kind for kind, pattern in words.bodies.items() if re.search(pattern, name)), "") if words else ""


def bodies_in(text: str, language: str) -> Iterator[Body]:
    """The bodies that a sentence names by their kind otherwise than by a name of several capitalised words."""
    words = _BY_LANGUAGE.get(language)
    for match in words.called.finditer(text) if words and words.called else ():
        kind = _GROUP if match["word"] in ("group", "grupo") else _COMPANY
        yield Body(match["name"].removesuffix("'s"), Span(*match.span("name")), kind)
    for match in words.plain.finditer(text) if words and words.plain else ():
        yield Body(match["name"], Span(*match.span("name")), kind_word(match["name"], language))


def family_name(name: str, language: str) -> str:
    """What is most often the family name: the last word and what belongs to it ("del Prete").

    In a name without spaces its first two characters, of a foreign one ("フアン・ロブレス") the last part.
    """
    if " " not in name and language in _UNSPACED:
        *foreign, last = re.split("[・＝]", name)
        return last if foreign else name[:2]
    first, *words = name.split()
    at = max(len(words) - 1, 0)
    while at > 0 and words[at - 1] in _PARTICLES:
        at -= 1
    return " ".join(words[at:]) or first


def without_posting(text: str) -> str:
    """A text about a person without the places that the person is posted to."""
    return _POSTED.sub(" ", text)


def body_values(table: Table, body: Body) -> dict[str, str] | None:
    """What a name says of a body: its kind, by a word that one of the closed list has too; None where none does."""
    kinds = [c for c in table.given.values() if c.required and c.choices]
    words = {*body.kind.split(), *body.name.casefold().split()}
    found = {c.name: next((v for v in c.choices if words & set(v.split())), None) for c in kinds}
    known = {key: value for key, value in found.items() if value}
    return known if kinds and len(known) == len(kinds) else None


def body_called(text: str, name: str, language: str) -> Body:
    """The body of that name, and of what kind the text, else the name itself, says that it is."""
    found = next((body for body in bodies_in(text, language) if name.startswith(body.name)), None)
    return Body(name, Span(0, len(name)), found.kind if found else kind_word(name, language))


def person_values(table: Table, name: str, post: str, language: str) -> dict[str, str]:
    """What the record of a person says of name and post ("" where none is known), but its label."""
    printed = table.tagged("printed")
    names = [c.name for c in printed if "name" in c.tags and c.name != table.label]
    ours = [c for c in table.given.values() if c.required and "editorial" in c.tags and not c.choices]
    posts = [c.name for c in printed if c.name not in (*names, table.label)][:1] if post else []
    families = {c.name: family_name(name, language) for c in ours if c.name != table.label}
    return {**dict.fromkeys(names, name), **families, **dict.fromkeys(posts, post)}
