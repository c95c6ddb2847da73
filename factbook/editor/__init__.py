"""Tools for those who write facts: templates of records, JSON Schemas, the work list of an article, the help pages.

Everything here follows schema.sql and the facts as they are, also where they have problems, and none of it decides
what a good fact is: that is for `rules`.
"""
