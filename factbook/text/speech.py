"""Words of saying, by language: the verbs that carry a claim, who may carry one, and what points back at a name.

Data only. What is in no list is not read as speech, so a passage without these words is the reporter's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from factbook.text.late import pattern


@dataclass(frozen=True)
class Speech:
    """How a language attributes: each pattern is looked for in a normalised sentence."""

    code: str
    #: A verb of saying; what follows it (or comes before it, where `verb_last`) is the claim.
    verb: re.Pattern[str]
    #: "according to": the name follows.
    according: re.Pattern[str]
    #: A pronoun that stands right before (or after) the verb for the last one named.
    pronoun: re.Pattern[str]
    #: A word for a body or a group: it speaks, and the reporter may tell it as its act too.
    body: re.Pattern[str]
    #: Words that stand before a name as its title or post.
    title: re.Pattern[str]
    #: A word before a name that makes it no subject ("of Aguascalientes").
    preposition: re.Pattern[str]
    #: A relative pronoun right before the verb: the subject is the nearest name.
    relative: re.Pattern[str]
    #: How a turn of an interview begins: the questions, and the answers.
    question: re.Pattern[str]
    answer: re.Pattern[str]
    #: Whether the verb ends the sentence.
    verb_last: bool = False


def _words(text: str) -> str:
    return "|".join(sorted((re.escape(word).replace(r"\ ", " ") for word in text.split("/")), key=len, reverse=True))


_EN_VERBS = _words(
    "said/says/saying/told/added/adds/noted/notes/stressed/stresses/emphasized/emphasizes/emphasised/stated/states"
    "/announced/announces/announcing/explained/explains/argued/argues/claimed/claims/warned/warns/insisted/insists"
    "/highlighted/highlights/underlined/underscored/pointed out/remarked/observed/affirmed/reaffirmed/reiterated"
    "/declared/declares/confirmed/confirms/reported/reports/recalled/acknowledged/admitted/denied/predicted/forecast"
    "/estimated/estimates/projected/promised/pledged/vowed/called on/called for/calls for/urged/urges/asked"
    "/requested/commented/replied/responded/welcomed/praised/criticized/called the/expressed/expresses/expressing"
    "/showed their interest/showed its interest/showed interest/talked about/citing/spoke of/wrote/tweeted/believes"
    "/thinks/expects/expected that/considers/mentioned/maintained/concluded that/committed to/disclosed/revealed/quoted"
    "/adding that/adding/noting that/noting/stressing/emphasizing/stating/citing/mentioning/cited/vowed"
)
_ES_VERBS = _words(
    "dijo/dice/dijeron/señaló/señala/señalaron/afirmó/afirma/afirmaron/aseguró/asegura/aseguraron/destacó/destaca"
    "/destacaron/subrayó/subraya/subrayaron/indicó/indica/indicaron/explicó/explica/agregó/agrega/añadió/añade"
    "/anunció/anuncia/anunciaron/informó/informa/informaron/declaró/declara/declararon/sostuvo/sostiene/comentó"
    "/comenta/expresó/expresa/expresaron/manifestó/manifestaron/reiteró/reitera/reiteraron/recordó/recuerda/precisó"
    "/precisa/detalló/detalla/advirtió/advierte/consideró/considera/confirmó/confirmaron/prometió/propuso/pidió"
    "/llamó a/instó a/resaltó/resalta/puntualizó/apuntó/mencionó/menciona/reconoció/reportó/reportaron/estimó/estima"
    "/prevé/calculó/exhortó/externó/enfatizó/refirió/abundó/concluyó que/respondió/preguntó/diciendo/agregando"
    "/aclaró/admitió/admite/reveló/revela/negó/calificó/exigió/lamentó/celebró que/planteó/urgió/adelantó/adelanta"
    "/adelantaron/expuso/expone/relató/criticó/criticaron/argumentó/alegó/denunció/pronosticó/auguró/vaticinó/insistió"
    "/insiste/replicó/contestó/remarcó/recalcó/recalca/acotó/ratificó/refrendó/sentenció/reprochó/cuestionó/matizó"
    "/explicaron/agregaron/añadieron/confirma/reconocieron/advirtieron/precisaron/detallaron"
    "/desmintió/desmiente/desmintieron/rechazó que/descartó que"
)
_JA_VERBS = (
    r"(?:述べ|語っ|話し|強調し|発表し|明らかにし|説明し|指摘し|表明し|言っ|訴え|求め|呼びかけ|答え|伝え|報じ|主張し|約束し"
    r"|否定し|評価し|期待を示し|歓迎し|予測し|確認し|コメントし|挨拶し|あいさつし|批判し|称賛し|警告し|反論し|報告し|提案し|紹介し"
    r"|付け加え|明かし|反発し|懸念を示し|見解を示し|考えを示し|認識を示し|意向を示し|見方を示し|考え方を示し|姿勢を示し|方針を示し|意欲を示し|呼び掛け|振り返っ|断言し)(?:た|ている|ていた|ました|ております)"
    r"|(?:説明|強調|指摘|主張|発表|予測|否定|評価|批判|警告)(?:する|している)|(?<=[はがと、])みて(?:いる|いた)|(?:述べ|語り|話し|強調し|指摘し|説明し|発表し|求め)(?=、)"
    r"|と(?:した|している|し、|していた|のこと(?:だ|です)?)(?=[。、]|$)|という(?=。|$)"
)

ENGLISH = Speech(
    code="en",
    verb=pattern(rf"\b(?:{_EN_VERBS})\b", re.I),
    according=pattern(r"\b(?:according to|in the words of)\b", re.I),
    pronoun=pattern(
        r"\b(?:he|she|they|the (?:official|minister|president|governor|senator|executive|ambassador|director))\b", re.I
    ),
    body=pattern(
        r"\b(?:officials?|compan(?:y|ies)|firms?|automaker|carmaker|manufacturer|maker|supplier|group|ministry|government"
        r"|governments|delegations?|committee|commission|agency|agencies|chamber|council|association|federation|nations"
        r"|countries|sides|parties|authorities|administration|bank|institute|university|embassy|secretariat|office"
        r"|statement|communiqu[eé]|report|representatives|delegates|members|leaders|sources|analysts|executives|body)\b",
        re.I,
    ),
    title=pattern(
        r"(?:(?:Former|Deputy|Vice|Acting|Mexican|Japanese|Prime|Foreign|Economy|Finance|Trade|Industry|President|Governor"
        r"|Senator|Sen\.?|Undersecretary|Secretary|Minister|Ambassador|Director|Chairman|Chairwoman|Chair|CEO|CFO"
        r"|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Rep\.?|Gov\.?|Prof\.?|Chief|Executive|Officer|Spokesman|Spokeswoman|Mayor|Affairs"
        r"|During|But|And|The|In|On|At|For|Of) )+"
    ),
    preposition=pattern(
        r"\b(?:of|for|in|from|with|to|at|on|about|between|and the|across|under|as|into|than|within)"
        r"(?: (?:the|its|his|her|their))? $",
        re.I,
    ),
    relative=pattern(r"\bwho(?: also| has| had)? $", re.I),
    question=pattern(r"^(?:Q|Question|Interviewer) ?[:.] ?"),
    answer=pattern(r"^(?:A|Answer) ?[:.] ?"),
)
SPANISH = Speech(
    code="es",
    verb=pattern(rf"\b(?:{_ES_VERBS})\b", re.I),
    according=pattern(r"\b(?:según|de acuerdo con|en palabras de|a decir de)\b", re.I),
    pronoun=pattern(
        r"\b(?:él|ella|ellos|(?:el|la) (?:funcionari[oa]|vice(?:ministr|canciller)[oa]?|ministr[oa]|canciller"
        r"|embajadora?|senadora?|gobernadora?|mandatari[oa]|directiv[oa]))\b",
        re.I,
    ),
    body=pattern(
        r"\b(?:funcionarios|autoridades|empresas?|compañías?|armadora|firma|grupo|secretaría|ministerio|gobiernos?"
        r"|delegaci(?:ón|ones)|comisión|comité|agencias?|cámara|consejo|asociación|federación|naciones|países|partes"
        r"|dependencia|banco|instituto|embajada|comunicado|informe|representantes|fuentes|analistas|directivos|organismo)\b",
        re.I,
    ),
    title=pattern(
        r"(?:(?:El|La|Los|Las|Un|Una|Durante|En|Por|Según|Presidente|Presidenta|Gobernador|Gobernadora|Secretario"
        r"|Secretaria|Canciller|Embajador|Embajadora|Senador|Senadora|Ministro|Ministra|Director|Directora|Sr\.?|Sra\.?"
        r"|Dr\.?|Lic\.?) )+"
    ),
    preposition=pattern(
        r"\b(?:de|del|en|para|con|a|al|sobre|entre|por|desde|hacia|según)(?: (?:las?|los|el|sus?))? $", re.I
    ),
    relative=pattern(r"\b(?:quien|que|quienes)(?: también)? $", re.I),
    question=pattern(r"^(?:P|Pregunta|Entrevistador) ?[:.] ?"),
    answer=pattern(r"^(?:R|Respuesta) ?[:.] ?"),
)
JAPANESE = Speech(
    code="ja",
    verb=pattern(_JA_VERBS),
    according=pattern(r"によると|によれば"),
    pronoun=pattern(r"(?:同氏|同大使|同相|同社長|彼|彼女|(?<![一-龥々ァ-ヴーA-Za-z])氏)(?=は|が|によ)"),
    body=pattern(
        r"(?:政府|同社|社|省|庁|両国|当局|関係者|委員会|団|会議所|連合会|銀行|機構|大使館|協会|グループ|党|側|筋|紙|通信)(?=は|が|も|によ|、|$)"
    ),
    title=pattern(r"^$"),
    preposition=pattern(r"^$"),
    relative=pattern(r"^$"),
    question=pattern(r"^(?:問|Q|質問|―+|-{2,}) ?[:: ]? ?"),
    answer=pattern(r"^(?:答|A|回答) ?[:: ] ?"),
    verb_last=True,
)
SPEECH = {"en": ENGLISH, "es": SPANISH, "ja": JAPANESE}


@lru_cache(maxsize=64)
@lru_cache(maxsize=64)
def primary_subtag(tag: str) -> str:
    """The language of a BCP 47 tag without script and region: "es-MX" is "es"."""
    return tag.replace("_", "-").split("-")[0].lower()


def speech_of(tag: str) -> Speech | None:
    """The words of saying for a BCP 47 tag; None where there are none."""
    return SPEECH.get(primary_subtag(tag))
