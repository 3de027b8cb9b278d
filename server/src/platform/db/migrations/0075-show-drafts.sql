-- Shows while they are written, each save a numbered version. content: JSON text. handed_version: the one that the MC has. [H45]
create table show_drafts (
  id uuid primary key,
  contest_id uuid not null references contests,
  slug text not null,
  title text not null,
  cues integer not null,
  version integer not null,
  handed_version integer,
  made_by text not null,
  made_at_ms bigint not null
);
create index show_drafts_by_contest on show_drafts (contest_id, made_at_ms);
create unique index show_drafts_by_slug on show_drafts (contest_id, slug);

-- places: what was changed, as places in the file. The oldest versions are deleted. [H45]
create table show_draft_versions (
  draft_id uuid not null references show_drafts on delete cascade,
  version integer not null,
  content text not null,
  places text[] not null,
  actor text not null,
  at_ms bigint not null,
  primary key (draft_id, version)
);
