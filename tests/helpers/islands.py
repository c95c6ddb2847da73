"""A small schema of another subject: islands, and landings on them."""

from __future__ import annotations

SQL = """
-- An island. [no citation] [place]
create table islands (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name. [label]
  name text not null
) strict;

-- A landing on an island. [person]
create table landings (
  -- Permanent id.
  id text primary key references facts(id),
  -- What it is called. [label]
  title text not null,
  -- Another name. [name]
  other_name text,
  -- Where. [search] [scope]
  island text references islands(id),
  -- When. [date: landed | state]
  day text,
  -- Whether it took place. [awaited: planned, put off]
  state text,
  -- What is counted. [measure]
  counted text,
  -- How many. [number] [unit: people]
  people integer
) strict;

-- Who was there.
create table landing_guests (
  -- The landing.
  landing text not null references landings(id),
  -- The guest.
  guest text not null references facts(id),
  -- As what.
  part text,
  primary key (landing, guest)
) strict;
"""
