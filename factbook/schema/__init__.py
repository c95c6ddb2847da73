"""What may exist: the core's tables and a project's schema.sql, as tables, columns, tags and roles."""

from __future__ import annotations

from factbook.schema.core import REGISTER
from factbook.schema.model import Column, Schema, Table, Tables
from factbook.schema.read import load_schema, read_tables

__all__ = ["REGISTER", "Column", "Schema", "Table", "Tables", "load_schema", "read_tables"]
