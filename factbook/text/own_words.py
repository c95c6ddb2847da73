"""The words by which a project itself says things, by the language that it is written in (`language` of metadata.yml).

Labels, remarks and reasons are read by them: what is done, which way it went, that a date is open. A language that has
none here is not read for these things, and never by the words of another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from factbook.text.late import pattern
from factbook.text.speech import primary_subtag

#: The axes of a change, each with a pattern of the one side and of the other: up and down, gain and loss.
CHANGE, RESULT = "change", "result"
Sides = tuple[re.Pattern[str], re.Pattern[str]]
#: What a form of a date means, as it is told.
ABOUT, AT_LATEST, UNTIL, SINCE, FROM_TO = (
    "about then", "at the latest", "until then", "from then on", "from one to the other",
)  # fmt: skip
FISCAL, CALENDAR = "fiscal", "calendar"


@dataclass(frozen=True)
class OwnWords:
    """The patterns of one language.

    `done`: that something has been done; "the treaty that was signed in 2005" only says which. `of_article`: that a
    remark speaks of the article; `of_day`: that a reason takes its day. `printed`: that a bound is printed. `of_all`,
    `of_rate`: that a number is a total, that of an exchange rate. `forms` of a date and `year_kinds` by what they mean,
    `sides` by axis.
    """

    done: re.Pattern[str]
    of_article: re.Pattern[str]
    of_day: re.Pattern[str]
    printed: re.Pattern[str]
    of_all: re.Pattern[str]
    of_rate: re.Pattern[str]
    forms: Mapping[str, re.Pattern[str]]
    year_kinds: Mapping[str, re.Pattern[str]]
    sides: Mapping[str, Sides]


@lru_cache(maxsize=64)
def own_words(language: str) -> OwnWords | None:
    """The words of the language of a BCP 47 tag; None where there are none, and nothing is read by them."""
    return _WORDS.get(primary_subtag(language))


_ENGLISH = OwnWords(
    done=pattern(
        r"\b(?<!which )(?<!that )(?<!who )(?:(?:has|have|had) (?:been |already )?|(?:was|were) )"
        r"(?!(?:interest|concern|satisfi|expect|plann|need|commit\w|prepar|convinc|suppos|aim|intend|requir|limit|schedul"
        r"|worri|pleas|delight|excit|surpris|alarm|disappoint|encourag|determin|oppos|inclin)ed\b)"
        r"(?:[a-z]+ed|taken|given|chosen|written|broken|risen|fallen|known|grown|shown|drawn|built|sold|bought|made|paid|held"
        r"|put|cut|set|met|left|won|lost|sent|begun|found|brought|taught)\b"
    ),
    of_article=pattern(r"\b(?:articles?|interview\w*|publi\w+|report\w*|print\w*)\b", re.I),
    of_day=pattern(r"\b(?:publi\w+|day|date\w*)\b", re.I),
    printed=pattern(r"\bprinted\b"),
    of_all=pattern(r"\b(?:total|all|altogether|overall|whole|entire)\b", re.I),
    of_rate=pattern(r"\brates?\b|\bexchange\b|\bparity\b|\bdollars? in\b"),
    forms={
        ABOUT: pattern(
            r"\b(?:about|around|approximat\w*|circa|roughly|nearly|almost|perhaps|probabl\w*)\b",
            re.I,
        ),
        AT_LATEST: pattern(r"\b(?:latest|by|before|until|till|up to|to date|published|yet|already)\b", re.I),
        UNTIL: pattern(r"\b(?:until|till|up to|by|before|latest)\b", re.I),
        SINCE: pattern(r"\b(?:since|from|still|onwards?|ongoing|continu\w*)\b", re.I),
        FROM_TO: pattern(
            r"\b(?:between|from|to|until|till|through|and|since|beg[aiu]n\w*|start\w*|end\w*|years)\b", re.I
        ),
    },
    year_kinds={
        FISCAL: pattern(r"\bfiscal(?= (?:year|half|quarter|\d{4}))"),
        CALENDAR: pattern(r"\bcalendar(?= (?:year|half|quarter|\d{4}))"),
    },
    sides={
        CHANGE: (
            pattern(
                r"\b(?:growth(?! (?:strateg|plan|fund|model|polic)\w*)|grows?|grew|grown|rises?|rose|risen"
                r"|increas\w+)\b",
                re.I,
            ),
            pattern(
                r"\b(?:declin(?:es?|ed)(?! to\b)|(?<!in the )falls?(?! (?:of )?\d{4}\b)|fell|fallen|drops?|dropped"
                r"|decreas\w+|shrank|reductions?)\b",
                re.I,
            ),
        ),
        RESULT: (
            pattern(r"\b(?<!non-)(?:profits?|surplus(?:es)?)\b", re.I),
            pattern(r"\b(?:loss(?:es)?(?! of (?:jobs|life|lives))|deficits?)\b", re.I),
        ),
    },
)
_SPANISH = OwnWords(
    done=pattern(
        r"\b(?<!que )(?:ha|han|había|habían|hubo|hubieron|fue|fueron|quedó|quedaron) (?:sido |ya )?"
        r"(?!(?:previst|planead|esperad|programad|propuest|interesad|preocupad|necesitad|comprometid|preparad)[oa]s?\b)"
        r"(?:[a-zñáéíóú]+[aií]d[oa]s?|(?:dich|hech|abiert|escrit|puest|vist|rot|resuelt|cubiert)[oa]s?)\b"
    ),
    of_article=pattern(r"\b(?:artículos?|entrevista\w*|public\w+|report\w*|imprim\w+|impres\w+|notas?)\b", re.I),
    of_day=pattern(r"\b(?:public\w+|días?|fecha\w*)\b", re.I),
    printed=pattern(r"\b(?:impres[oa]s?|imprim\w+)\b"),
    of_all=pattern(r"\b(?:total(?:es)?|tod[oa]s?|conjunto|enter[oa]s?|complet[oa]s?)\b", re.I),
    of_rate=pattern(r"\b(?:tipo de cambio|paridad|tasas? de cambio|cambio)\b"),
    forms={
        ABOUT: pattern(
            r"\b(?:alrededor|hacia|cerca|aproximad\w*|circa|casi|quizás?|probable\w*|unos|unas)\b",
            re.I,
        ),
        AT_LATEST: pattern(r"\b(?:tardar|antes|hasta|a la fecha|publicad\w*|ya|todavía|aún)\b", re.I),
        UNTIL: pattern(r"\b(?:hasta|antes|tardar)\b", re.I),
        SINCE: pattern(r"\b(?:desde|a partir|todavía|aún|sigue\w*|contin[uú]\w*|en adelante)\b", re.I),
        FROM_TO: pattern(
            r"\b(?:entre|desde|de|a|al|hasta|durante|y|comenz\w*|empez\w*|inici\w*|termin\w*|años)\b", re.I
        ),
    },
    year_kinds={
        FISCAL: pattern(r"\b(?:años?|ejercicios?|semestres?|trimestres?) fiscal(?:es)?\b", re.I),
        CALENDAR: pattern(r"\baños? (?:natural(?:es)?|calendario|civil(?:es)?)\b", re.I),
    },
    sides={
        CHANGE: (
            pattern(
                r"\b(?:crecimiento|crec(?:e|en|ió|ieron)|aument(?:o|os|a|an|ó|aron)|alzas?|sub(?:e|en|ió|ieron|ida)"
                r"|increment(?:o|os|a|an|ó|aron))\b",
                re.I,
            ),
            pattern(
                r"\b(?:ca(?:e|en|yó|yeron|ídas?)|baj(?:a|as|an|ó|aron)|disminu(?:ye|yen|yó|yeron|ción|ciones)"
                r"|descens(?:o|os)|descendi(?:ó|eron)|reducci(?:ón|ones)|reduj(?:o|eron)|retrocesos?)\b",
                re.I,
            ),
        ),
        RESULT: (
            pattern(r"\b(?:ganancias?|utilidad(?:es)?|superávits?)\b", re.I),
            pattern(r"\b(?:pérdidas?(?! de (?:vidas?|empleos?))|déficits?)\b", re.I),
        ),
    },
)
_JAPANESE = OwnWords(
    # What somebody said has been done: the verb stands before と.
    done=pattern(
        r"(?<!予定)(?<!計画)(?:[しれっわ]た|んだ)(?=と[^。]{0,12}(?:述べ|語|話|言|説明|発表|強調|明|主張|報告))"
    ),
    of_article=pattern(r"記事|取材|インタビュー|掲載|報道|発行|本紙|紙面"),
    of_day=pattern(r"発行|掲載|公開|日付|当日|同日|[のた]日"),
    printed=pattern(r"印刷|記載|書かれ"),
    of_all=pattern(r"合計|総|全|計(?=\d)|すべて|全て"),
    of_rate=pattern(r"為替|相場|レート|換算"),
    forms={
        ABOUT: pattern(r"約|ごろ|頃|およそ|前後|ほぼ|おそらく|推定"),
        AT_LATEST: pattern(r"まで|以前|前に|すでに|既に|遅くとも|発行|掲載|まだ"),
        UNTIL: pattern(r"まで|以前|遅くとも"),
        SINCE: pattern(r"から|以来|以降|続|なお|現在も"),
        FROM_TO: pattern(r"から|まで|間|にかけて|始|終|と|年"),
    },
    year_kinds={FISCAL: pattern(r"年度|会計年|月期"), CALENDAR: pattern(r"暦年")},
    sides={
        CHANGE: (
            pattern(r"増加|増え|伸び|上昇|拡大|急増|成長(?!戦略)"),
            pattern(r"減少|減っ|減り|下落|縮小|低下|急減|落ち込"),
        ),
        RESULT: (pattern(r"黒字|純益|(?<!不)利益"), pattern(r"赤字|損失")),
    },
)
_WORDS: Mapping[str, OwnWords] = {"en": _ENGLISH, "es": _SPANISH, "ja": _JAPANESE}
