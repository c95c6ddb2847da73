"""What is printed, read by rule: normalised text, quotes, numbers, bounds, units, dates, names; a module a language.

Pure functions on strings, and nothing of facts or files.
"""

from factbook.text.dates import Day, date_fault, days_of
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.names import fold
from factbook.text.normalise import Span, digest, normalise, unseen_in
from factbook.text.numbers import Number
from factbook.text.printed import PrintedDate

__all__ = [
    "Day",
    "Language",
    "Number",
    "PrintedDate",
    "Span",
    "date_fault",
    "days_of",
    "digest",
    "fold",
    "language_of",
    "normalise",
    "unseen_in",
]
