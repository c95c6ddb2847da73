"""What the made-up records say: organizations, people, meetings, programs, statements and figures, and their proof.

Each function turns an article and a place in it into the record that stands there, and has the article print what
proves it. Records refer to those before them only, of this article or of an earlier one: what an earlier one is called
follows from its number, so that nothing has to be kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple, Protocol

Fields = dict[str, Any]
CHECKED = "2026-11-24"
#: The year of every article.
PUBLISHED = 2025
SYLLABLES = ["ka", "mé", "ri", "ñu", "to", "sō", "qui", "lu", "pé", "shi", "go", "ná", "chi", "xi", "bo", "ür"]
NAMES = len(SYLLABLES) ** 5
KINDS = ["Industrial", "株式会社", "Autopartes", "工業", "Kōgyō", "商事", "del Bajío", "製作所", "Logística", "電機"]
GIVEN = ["José", "Haruka", "María", "Kenji", "Begoña", "Yūko", "Iñaki", "Shōta", "Inés", "Akira", "Raúl", "Ōsuke"]
ROLES = ["President", "Plant Director", "Director of Trade", "Spokesperson", "Head of Planning"]
#: Id, name, name in its own script, kind, what it is part of.
PLACES = [
    ("mexico", "Mexico", "México", "country", ""),
    ("japan", "Japan", "日本", "country", ""),
    ("aguascalientes", "Aguascalientes", "Aguascalientes", "state", "mexico"),
    ("queretaro", "Querétaro", "Querétaro", "state", "mexico"),
    ("nuevo-leon", "Nuevo León", "Nuevo León", "state", "mexico"),
    ("leon", "León", "León de los Aldama", "city", "mexico"),
    ("merida", "Mérida", "Mérida", "city", "mexico"),
    ("irapuato", "Irapuato", "Irapuato", "city", "mexico"),
    ("aichi", "Aichi", "愛知県", "prefecture", "japan"),
    ("kanagawa", "Kanagawa", "神奈川県", "prefecture", "japan"),
    ("kyoto", "Kyōto", "京都市", "city", "japan"),
    ("nagoya", "Nagoya", "名古屋市", "city", "japan"),
    ("hamamatsu", "Hamamatsu", "浜松市", "city", "japan"),
]
CITIES = [(id, name) for id, name, _, kind, _ in PLACES if kind != "country"]
PRODUCTS = ["wire harnesses", "gearboxes", "seats for cars", "agave syrup", "steel sheets", "avocado oil"]
WISHES = ["more direct flights", "a visa for trainees", "lower tariffs on pork", "a sister port", "joint research"]
MONTHS = ["January", "March", "April", "June", "September", "October", "November"]
MONTH_NUMBERS = dict(zip(MONTHS, ("01", "03", "04", "06", "09", "10", "11"), strict=True))
COUNTED = ["jobs", "companies", "students", "hectares", "vehicles"]
WORDS = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
BOUNDS = {"as printed": "", "more than": "more than ", "at least": "at least ", "about": "about ", "nearly": "almost "}


class Article(Protocol):
    """What a record wants of the article that proves it."""

    number: int
    dice: Random

    def cite(self, quote: str, fields: str = "", speaker: str = "") -> Fields:
        """Print the quote, and return the citation of it, for these fields, by this speaker."""


class Name(NamedTuple):
    """The id of a record, and what it is called."""

    id: str
    text: str


def slug(text: str) -> str:
    """The text without accents, in lower case, with hyphens between words; what is not of the alphabet is left out."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def word(number: int) -> str:
    """A pronounceable word that is this number's alone, below NAMES."""
    rest, syllables = (number + 40_507) * 400_009 % NAMES, ""
    for _ in range(5):
        syllables, rest = SYLLABLES[rest % len(SYLLABLES)] + syllables, rest // len(SYLLABLES)
    return syllables.capitalize()


def organization_name(article: int, index: int) -> Name:
    """What the organization at this place of this article is called."""
    own = word(article * 5 + index % 5)
    return Name(slug(own), f"{own} {KINDS[(article + index % 5) % len(KINDS)]}")


def official_name(article: int, index: int) -> Name:
    """What the official at this place of this article is called."""
    number = article * 3 + index % 3
    text = f"{GIVEN[number * 5 % len(GIVEN)]} {word(number)}"
    return Name(slug(text), text)


def meeting_name(article: int) -> Name:
    """What the article's meeting is called."""
    host = organization_name(article, 0)
    return Name(f"{host.id}-plenary", f"Plenary with {host.text}")


def earlier(article: Article) -> Name:
    """An organization of this article, of those that teach no courses themselves, or one of an earlier article."""
    return organization_name(article.dice.randint(0, article.number), article.dice.choice([0, 3, 4]))


# ── the records ──


def organization(article: Article, index: int) -> Fields:
    """An organization: one citation for all, or a second one for its country."""
    dice, name = article.dice, organization_name(article.number, index)
    city, product = dice.choice(CITIES)[1], dice.choice(PRODUCTS)
    acronym = name.id[:3].upper() if dice.random() < 0.3 else ""
    country = dice.choice(["", "mexico", "japan"])
    proved = f"name, {'acronym, ' if acronym else ''}role" if country else ""
    printed = f"{name.text} ({acronym})" if acronym else name.text
    proofs = [article.cite(f"{printed} makes {product} in {city}", proved)]
    if country:
        proofs.append(article.cite(f"{name.text} is a house from {country.capitalize()}", "country"))
    record = {"id": name.id, "name": name.text, "acronym": acronym, "kind": "company", "country": country}
    return {key: text for key, text in record.items() if text} | {
        "role": f"Makes {product} in {city}.", "checked": CHECKED, "citations": proofs
    }  # fmt: skip


def official(article: Article, index: int) -> Fields:
    """A person and the post, as the article prints them; some with what another page says."""
    dice, name = article.dice, official_name(article.number, index)
    role, body = dice.choice(ROLES), organization_name(article.number, index)
    record: Fields = {
        "id": name.id, "name": name.text, "name_as_printed": name.text, "family_name": name.text.split()[1],
        "role_as_printed": role, "organization": body.id, "sector": "business", "checked": CHECKED,
        "citations": [article.cite(f"{name.text}, {role} of {body.text}")],
    }  # fmt: skip
    if dice.random() < 0.1:
        record["cross_checks"] = [{
            "field": "role_as_printed", "article_says": role, "elsewhere": f"Deputy {role}", "verdict": "differs",
            "publisher": "日本経済通信", "url": f"https://example.org/people/{name.id}", "seen": "2026-11",
        }]  # fmt: skip
    return record


def meeting(article: Article, _index: int) -> Fields:
    """A meeting with its day, place and participants."""
    dice, name, host = article.dice, meeting_name(article.number), organization_name(article.number, 0)
    city, guest, other = dice.choice(CITIES), official_name(article.number, 1), official_name(article.number, 2)
    month, day, year = dice.choice(MONTHS), dice.randint(10, 28), dice.randint(2001, 2025)
    edition, named = dice.randint(24, 30), "title, edition, date, kind"
    return {
        "id": name.id, "title": name.text, "kind": "plenary", "edition": edition,
        "date": f"{year}-{MONTH_NUMBERS[month]}-{day}", "place": city[0], "status": "held", "checked": CHECKED,
        "participants": [{"participant": guest.id, "role": "guest of honour"}, {"participant": other.id}],
        "citations": [
            article.cite(f"the {edition}th plenary with {host.text} on {month} {day}, {year}", named),
            article.cite(f"in {city[1]}, {guest.text} and {other.text} attended", "place, participants, status"),
        ],
    }  # fmt: skip


def program(article: Article, index: int) -> Fields:
    """A program with places and partners; of some, the start is derived."""
    dice, host, partner = article.dice, organization_name(article.number, 1 + index), earlier(article)
    first, second = dice.sample(CITIES, 2)
    year, product = dice.randint(1990, 2024), dice.choice(PRODUCTS)
    title, derived = f"Courses of {host.text} in {first[1]}", dice.random() < 0.2 and product != "seats for cars"
    record: Fields = {
        "id": f"{host.id}-courses", "title": title, "kind": "education and training", "organization": host.id,
        "starts": year, "status": "running", "subject": f"Teaches how {product} are made.", "checked": CHECKED,
        "places": [first[0], second[0]], "partners": [{"partner": partner.id, "role": "sends the teachers"}],
    }  # fmt: skip
    since = f"for {PUBLISHED - year} years" if derived else f"since {year}"
    if derived:
        record["derivations"] = {"starts": f"= source.year - {PUBLISHED - year}; as long before the article"}
    proved = "title, organization, subject, status" + ("" if derived else ", starts")
    return record | {
        "citations": [
            article.cite(f"{host.text} operates courses on {product} {since}", proved),
            article.cite(f"its teachers come from {partner.text} to {first[1]} and {second[1]}", "places, partners"),
        ]
    }


def statement(article: Article, index: int) -> Fields:
    """What a person called for, at the article's meeting, in some cases of an organization met before."""
    dice, speaker = article.dice, official_name(article.number, index)
    wish, topic = WISHES[index], dice.choice(["trade", "mobility", "investment"])
    record: Fields = {"id": f"{speaker.id}-{slug(wish)}", "speaker": speaker.id, "act": "called for"}
    record |= {"summary": f"{speaker.text} wants {wish}", "topic": topic}
    addressee = earlier(article) if dice.random() < 0.3 else None
    if addressee:
        record["addressee"] = addressee.id
    record |= {"meeting": meeting_name(article.number).id, "checked": CHECKED}
    said = f"{speaker.text} called for {wish}"
    proofs = [article.cite(said, "speaker, summary, act", speaker.id)]
    host = organization_name(article.number, 0)
    proofs.append(article.cite(f"the plenary with {host.text} heard {speaker.text.split()[1]}", "meeting"))
    if addressee:
        proofs.append(article.cite(f"a plea for {wish} to {addressee.text}", "addressee"))
    return record | {"citations": proofs}


def figure(article: Article, index: int) -> Fields:
    """A number of an organization and year, proved by 1 to 3 passages; of some, the year is derived."""
    dice, body, year = article.dice, organization_name(article.number, index), 2024 - index
    value, printed, unit = _amount(dice)
    bound, words = dice.choice(list(BOUNDS.items()))
    citations, city, speaker = dice.randint(1, 3), dice.choice(CITIES), official_name(article.number, index)
    record: Fields = {
        "id": f"{body.id}-{unit.lower()}-{year}",
        "label": f"{unit.capitalize()} of {body.text} in {year}",
    }
    record |= {"indicator": f"{unit} reported", "value": value, "unit": unit, "qualifier": bound}
    record |= {"place": city[0]} if citations > 1 else {}
    record |= {"organization": body.id, "period": year, "status": "reported"}
    record |= {"note": f"As told to the paper by {body.text}; not audited."} if dice.random() < 0.7 else {}
    record["checked"] = CHECKED
    # What is derived has longer words for its year: an amount of money would be a word too long.
    if derived := citations == 1 and index > 0 and unit != "USD" and dice.random() < 0.1:
        record["derivations"] = {"period": f"= source.year - {PUBLISHED - year}; as long before the article"}
    when, said = f"{PUBLISHED - year} years ago" if derived else f"in {year}", f"{words}{printed} {unit}"
    passages = [
        (f"{body.text} counted {said} {when}", "value, unit, qualifier, organization, period, status", ""),
        (f"the works of {body.text} near {city[1]} {when}", "place, period", ""),
        (f"{said} {when}, {speaker.text} said", "value, unit, qualifier, period", speaker.id),
    ]
    if citations == 1:
        passages[0] = (passages[0][0], "", "")
    return record | {"citations": [article.cite(*passage) for passage in passages[:citations]]}


def _amount(dice: Random) -> tuple[str, str, str]:
    """A value, the value as it is printed, and its unit."""
    form = dice.randrange(8)
    if form == 0:
        count = dice.randrange(len(WORDS))
        return str(count + 3), WORDS[count], "plants"
    if form == 1:
        percent = dice.randint(13, 99)
        return str(percent), str(percent), "percent"
    if form == 2:
        tenths = dice.randint(11, 9_999)
        return f"{tenths}00000", f"{tenths // 10}.{tenths % 10} million", "USD"
    count = dice.randint(2_100, 999_999)
    return str(count), f"{count:,}", dice.choice(COUNTED)


Make = Callable[[Article, int], Fields]
#: What an article tells, in this order: the table, the function, and the place among its like.
ORDER: list[tuple[str, Make, int]] = [
    (f"{make.__name__}s", make, index)
    for make, count in ((organization, 5), (official, 3), (meeting, 1), (program, 2), (statement, 4), (figure, 25))
    for index in range(count)
]


def places() -> list[Fields]:
    """The countries, states and cities that records refer to."""
    records: list[Fields] = []
    for id, name, local_name, kind, part_of in PLACES:
        record = {
            "id": id,
            "name": name,
            "local_name": local_name,
            "kind": kind,
            "part_of": part_of,
            "checked": CHECKED,
        }
        records.append({key: value for key, value in record.items() if value})
    return records
