"""Lands and peoples in English, which are names also where a sentence begins with them; and names of languages.

A land stands behind the word for its people, and the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping

_PAIRS = """
Afghanistan/Afghan Algeria/Algerian America/American Angola/Angolan Argentina/Argentine/Argentinian Australia/Australian
Austria/Austrian Bangladesh/Bangladeshi Belgium/Belgian Bolivia/Bolivian Brazil/Brazilian Britain/British
Bulgaria/Bulgarian Cambodia/Cambodian Canada/Canadian Chile/Chilean China/Chinese Colombia/Colombian Croatia/Croatian
Cuba/Cuban Denmark/Danish Ecuador/Ecuadorian Egypt/Egyptian England/English Estonia/Estonian Ethiopia/Ethiopian
Finland/Finnish France/French Germany/German Ghana/Ghanaian Greece/Greek Guatemala/Guatemalan Haiti/Haitian
Honduras/Honduran Hungary/Hungarian India/Indian Indonesia/Indonesian Iran/Iranian Iraq/Iraqi Ireland/Irish
Israel/Israeli Italy/Italian Jamaica/Jamaican Japan/Japanese Jordan/Jordanian Kazakhstan/Kazakh Kenya/Kenyan
Korea/Korean Kuwait/Kuwaiti Laos/Laotian Latvia/Latvian Lebanon/Lebanese Libya/Libyan Lithuania/Lithuanian
Malaysia/Malaysian Mexico/Mexican Mongolia/Mongolian Morocco/Moroccan Myanmar/Burmese Nepal/Nepalese
Netherlands/Dutch Nicaragua/Nicaraguan Nigeria/Nigerian Norway/Norwegian Pakistan/Pakistani Panama/Panamanian
Paraguay/Paraguayan Peru/Peruvian Philippines/Philippine/Filipino Poland/Polish Portugal/Portuguese Qatar/Qatari
Romania/Romanian Russia/Russian Scotland/Scottish Senegal/Senegalese Serbia/Serbian Singapore/Singaporean
Slovakia/Slovak Slovenia/Slovenian Somalia/Somali Spain/Spanish Sudan/Sudanese Sweden/Swedish Switzerland/Swiss
Syria/Syrian Taiwan/Taiwanese Tanzania/Tanzanian Thailand/Thai Tunisia/Tunisian Turkey/Turkish Uganda/Ugandan
Ukraine/Ukrainian Uruguay/Uruguayan Uzbekistan/Uzbek Venezuela/Venezuelan Vietnam/Vietnamese Wales/Welsh
Africa/African Asia/Asian Europe/European
"""
#: Each word with those that stand behind it.
PEOPLES: Mapping[str, tuple[str, ...]] = {
    word: tuple(other for other in pair if other != word)
    for pair in (text.split("/") for text in _PAIRS.split())
    for word in pair
}
#: What the languages of articles are called, by BCP 47 primary subtag.
LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hi": "Hindi", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
