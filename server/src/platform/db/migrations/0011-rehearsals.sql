-- Rehearsals of a round. Rows here may change; a rehearsal's contest is never listed and never counted. [Y1-Y8]

create table rehearsals (
  id uuid primary key,
  contest_id uuid not null unique references contests,   -- its own, made for it
  of_contest_id uuid not null references contests,       -- the one it was copied from
  workload jsonb not null,
  crowd text not null check (crowd in ('here', 'elsewhere')),
  beside_open_round boolean not null,
  actor text not null,
  key_hash text not null unique,      -- the crowd's way in, taken once
  token_hash text unique,             -- the crowd's word from then on
  made_at_ms bigint not null,
  taken_at_ms bigint,
  ends_by_ms bigint not null,         -- whoever hangs is ended by this time
  proxies jsonb,                      -- as seen when the key was taken
  progress jsonb,
  ending text,                        -- why it ends: it is closed and settled, and then the report is made
  ending_detail text,
  ended_at_ms bigint,
  report jsonb
);
-- One at a time.
create unique index one_rehearsal_runs on rehearsals ((1)) where ended_at_ms is null;

-- Answers that were acknowledged to the crowd; forgotten with the report.
create table rehearsal_claims (
  rehearsal_id uuid not null references rehearsals,
  answer_id uuid not null,
  attempt_id uuid not null,
  question_id text not null,
  option_ids text[] not null,
  primary key (rehearsal_id, answer_id)
);

-- What each server process has seen of itself while a rehearsal ran.
create table rehearsal_processes (
  rehearsal_id uuid not null references rehearsals,
  process_id text not null,
  seen jsonb not null,
  primary key (rehearsal_id, process_id)
);
