-- What may be known. Each fact table begins with an id, and has one column with the tag [label]. Tags in square brackets are
-- read by the package: [label] [name] [printed] [number] [unit] [qualifier] [measure] [scope] [date: opened] [class] [words]
-- [search] [editorial] of columns; [no citation] [person] [speaker] [place] [calendar] [claim: {name}] of tables. A tag that is
-- not known is refused, with the names that there are.

-- A thing that articles tell of.
create table things (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name, as printed. [label] [printed]
  name text not null,
  -- When it began. [date: began]
  began text,
  -- Remark. [editorial] [words]
  note text
) strict;
