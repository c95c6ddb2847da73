-- A plant that has been announced or opened.
create table plants (
  -- Permanent id.
  id text primary key references facts(id),
  -- Name, as printed. [lable] [printed]
  name text not null,
  -- How many work there. [number]
  jobs text,
  -- Whose it is.
  company text references organisations(id)
) strict;
