-- What may be known of bridges. The tags in square brackets are read by the package.

-- A river that bridges cross. [no citation]
create table rivers (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name. [label] [editorial]
  name text not null
) strict;

-- A bridge. [claim: {name}, {status}]
create table bridges (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name, as printed. [label] [printed]
  name text not null,
  -- The river that it crosses. [search]
  river text references rivers(id),
  -- Whether it can be used, as of the article. [class] [awaited: proposed]
  status text not null constraint bridges_status_is_known check (status in ('open', 'proposed')),
  -- When it opened. [date: opened | status]
  opened text,
  -- When it was proposed. [date: proposed]
  proposed text,
  -- How long it is. [unit: meters]
  length integer constraint bridges_length_is_positive check (length > 0),
  -- Remark. [editorial] [words]
  note text
) strict;
