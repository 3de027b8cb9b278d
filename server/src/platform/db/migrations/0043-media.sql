-- Pictures that people sent, drawn anew, under the SHA-256 of their bytes. kept_at_ms: when something last wanted it. [X3]
create table media (
  hash text primary key check (hash = encode(sha256(bytes), 'hex')),
  type text not null check (type in ('image/jpeg', 'image/png')),
  width integer not null,
  height integer not null,
  bytes bytea not null,
  kept_at_ms bigint not null
);
create index media_by_kept on media (kept_at_ms);
alter table media alter column bytes set storage external;

-- What uses a picture; what nothing uses is deleted. user_name: its kind and id. [X4]
create table media_uses (
  user_name text not null,
  hash text not null references media,
  contest_id uuid references contests on delete cascade,
  draft_id uuid references drafts on delete cascade,
  is_public boolean not null,
  primary key (user_name, hash)
);
create index media_uses_by_hash on media_uses (hash);
create index media_uses_by_contest on media_uses (contest_id) where contest_id is not null;
create index media_uses_by_draft on media_uses (draft_id) where draft_id is not null;
