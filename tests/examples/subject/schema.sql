-- What may be known of volcanoes.

-- An island or a province. [no citation] [place]
create table regions (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name. [label] [editorial]
  name text not null
) strict;

-- Who watches volcanoes. [speaker]
create table observatories (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name, as printed. [label] [printed]
  name text not null
) strict;

-- A volcano. [claim: {name}: {amount}]
create table volcanoes (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name, as printed. [label] [printed]
  name text not null,
  -- Where it is. [search]
  region text references regions(id),
  -- How high it is. [number] [unit: meters]
  height integer
) strict;

-- An eruption. [calendar]
create table eruptions (
  -- Permanent id.
  id text primary key references facts(id),
  -- What it is called, in our words. [label] [words]
  title text not null,
  -- The volcano. [search]
  volcano text references volcanoes(id),
  -- When it began. [date: began | state]
  began text,
  -- Whether it has begun. [class] [awaited: feared]
  state text not null constraint eruptions_state_is_known check (state in ('observed', 'feared')),
  -- Year in which it began. [unit: year]
  year integer generated always as (cast(substr(ltrim(began, './'), 1, 4) as integer)) virtual
) strict;

-- Who watched an eruption.
create table eruption_observers (
  -- The eruption.
  eruption text not null references eruptions(id),
  -- Who watched it.
  observer text not null references observatories(id),
  primary key (eruption, observer)
) strict;
