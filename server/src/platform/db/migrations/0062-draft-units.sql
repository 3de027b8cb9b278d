-- Units that a draft has of its own, before its contest is there. units: JSON text. Each change is the next version. [J20]
create table draft_units (
  draft_id uuid primary key references drafts on delete cascade,
  version integer not null,
  units text not null,
  actor text not null,
  changed_at_ms bigint not null
);
