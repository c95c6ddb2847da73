"""Spanish: the bounds of numbers."""

from __future__ import annotations

import re

from factbook.text.bounds import BoundWords
from factbook.text.late import pattern

_BOUND_BEFORE = {
    "more than": (
        "más de", "más que", "mayor a", "mayor de", "mayores a", "superior a", "superiores a", "supera", "superó",
        "superan", "superaron", "superar", "supere", "superando", "superará", "rebasa", "rebasó", "rebasan",
        "rebasaron", "rebasar", "sobrepasa", "sobrepasó", "por encima de", "arriba de", "excede", "excedió",
        "exceden", "excedieron", "exceder", ">",
    ),
    "at least": (
        "al menos", "por lo menos", "cuando menos", "como mínimo", "un mínimo de", "mínimo de", "no menos de", "mínimo",
        "≥",
    ),
    "about": (
        "cerca de", "unos", "unas", "alrededor de", "aproximadamente", "aprox.", "en torno a", "más o menos",
        "en el orden de", "del orden de", "se estima en", "estimado en", "estimada en", "estimados en", "estimadas en",
        "un estimado de", "algo así como", "~", "≈", "ronda los", "ronda las", "rondan los", "rondan las",
        "rondaría los", "rondaría las", "rondarían los", "rondarían las", "rondó los", "rondó las", "rondaron los",
        "rondaron las",
    ),
    "less than": (
        "menos de", "menor a", "menor de", "menores a", "inferior a", "inferiores a", "por debajo de", "debajo de", "<",
    ),
    "up to": (
        "hasta", "a lo sumo", "como máximo", "un máximo de", "máximo de", "máximo", "no más de", "a lo más", "tope de",
        "podría llegar a", "podrían llegar a", "podría alcanzar", "podrían alcanzar", "puede alcanzar",
        "puede llegar a", "no mayor a", "no superior a", "≤",
    ),
    "nearly": (
        "casi", "cerca de", "poco menos de", "próximo a", "cercano a", "cercana a", "cercanos a", "cercanas a",
        "prácticamente", "rozó", "rozó los", "roza los", "rozan los", "rozaron los", "rozando los", "ronda los",
    ),
}  # fmt: skip
_BOUND_AFTER = {
    "least": r"\+| o más\b| y más\b|,? como mínimo\b|,? (?:al|por lo|cuando) menos\b",
    "most": r" o menos\b|,? como máximo\b|,? a lo (?:sumo|más)\b",
    "about": r",? aproximadamente\b|,? más o menos\b| y pico\b| o así\b| aproximad[oa]s?\b",
}
_COUNTED = (
    r"años?|meses|mes|semanas?|días?|décadas?|horas?|siglos?|países|estados|ciudades|naciones|regiones|provincias"
)
_FILLERS = (
    "una un el la los las su sus unos unas otros otras total monto cifra récord de solo sólo adicionales nuevos "
    "nuevas primeros"
)
BOUNDS = BoundWords(
    before=_BOUND_BEFORE,
    after=_BOUND_AFTER,
    fillers=frozenset(_FILLERS.split()),
    between=pattern(r"(?:%| por ciento)?(?: (?!y\b|o\b)[^\W\d]\w*){0,4}"),
    other=(
        pattern(
            r"\b(?:(?:inferior|superior|menor|mayor)(?:es)? a l[oa]s|por (?:debajo|encima) de l[oa]s) [$€£¥]?$", re.I
        ),
        pattern(
            r"(?:%| por ciento)?(?: (?!y\b|o\b|que\b)[^\W\d]\w*){0,3},? (?:que|prometid[oa]s|previst[oa]s|planead[oa]s"
            r"|anunciad[oa]s|registrad[oa]s|reportad[oa]s|de hace|del (?:año|mes) (?:pasado|anterior|previo))\b"
        ),
    ),
    spans=pattern(rf" (?:\w+ )?(?:{_COUNTED})\b|(?<=\b[12]\d{{3}})(?![\d.,]\d)(?! \w+s\b)", re.I),
    loose=frozenset({"more than", "about", "less than", "nearly", "up to"}),
    vague={
        "dozens": pattern(r"\b(?:docenas|decenas)\b", re.I),
        "several": pattern(r"\b(?:vari[oa]s|divers[oa]s)\b", re.I),
    },
)
