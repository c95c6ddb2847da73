"""Records taken as rows at once, where nothing in them is in doubt; all others go to the checks.

The checks say everything that is wrong and take their time; nearly every record of nearly every build has nothing
wrong. What is accepted here would pass every check of one record (a test holds that), and what is not is not refused:
the checks decide.
"""

from __future__ import annotations

from factbook.accept.citations import Cited
from factbook.accept.columns import Doubt
from factbook.accept.records import Plan, Rows

__all__ = ["Cited", "Doubt", "Plan", "Rows"]
