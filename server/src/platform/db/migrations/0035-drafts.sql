-- Drafts of contests: rulebooks that may still be incomplete, each save a numbered version. content: JSON text. [J1]
create table drafts (
  id uuid primary key,
  organization_id uuid not null references organizations,
  title text not null,
  version integer not null,
  made_by text not null,
  made_at_ms bigint not null
);
create index drafts_by_organization on drafts (organization_id, made_at_ms);

-- places: what was changed, as places in the file. The oldest versions are deleted. [J1]
create table draft_versions (
  draft_id uuid not null references drafts on delete cascade,
  version integer not null,
  content text not null,
  places text[] not null,
  actor text not null,
  at_ms bigint not null,
  primary key (draft_id, version)
);
