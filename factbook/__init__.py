"""A factbook compiled from YAML facts, each value proved by a short quote, into one SQLite file.

The stages, each a module that imports only from those before it:
problems, schema, read, archive, quotes, lock, validate, compile, audit, record, formats, export, site, cli.
"""
