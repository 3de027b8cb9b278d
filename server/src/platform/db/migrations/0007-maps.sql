-- True maps of a contest's units, simplified when they came in. One row a level; a new map renews it. [U26]
create table unit_maps (
  contest_id uuid not null references contests,
  level text not null,
  version bigint not null,             -- epoch ms of the loading; rises with each map
  topology jsonb not null,             -- TopoJSON; each geometry's id is the code of a unit
  made_at_ms bigint not null,
  source text not null,
  licence text not null,
  actor text not null,
  primary key (contest_id, level)
);
