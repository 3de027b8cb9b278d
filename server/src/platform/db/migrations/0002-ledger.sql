-- The ledger: append-only truth. It holds ids, never names or phones. Times are epoch milliseconds of the shared clock.

create table rules_versions (
  contest_id uuid not null references contests,
  version integer not null,
  rules jsonb not null,
  made_at_ms bigint not null,
  actor text not null,
  primary key (contest_id, version)
);

create table rounds (
  id uuid primary key,
  contest_id uuid not null references contests,
  ordinal integer not null,
  unique (contest_id, ordinal)
);

-- What happened to a round after the timetable. The next seq can be taken once: compare-and-set. [F1]
-- kinds: closed-early, extended, settled, finalized, published
create table round_events (
  round_id uuid not null references rounds,
  seq integer not null,
  kind text not null,
  at_ms bigint not null,
  actor text not null,
  detail jsonb not null,
  primary key (round_id, seq)
);

create table contestants (
  id uuid primary key,
  contest_id uuid not null references contests,
  person_id uuid not null,
  audience text,
  simulated boolean not null,
  registered_at_ms bigint not null,
  unique (contest_id, person_id)
);

-- A change of unit is a new row; the latest before an instant is the unit at that instant.
create table unit_memberships (
  contestant_id uuid not null references contestants,
  since_ms bigint not null,
  unit_code text not null,
  primary key (contestant_id, since_ms)
);

-- ordinal: n-th attempt of this person in the round; two devices cannot both take it. [A9]
create table attempts (
  id uuid primary key,
  round_id uuid not null references rounds,
  contestant_id uuid not null references contestants,
  practice boolean not null,
  ordinal integer not null,
  rules_version integer not null,
  seed text not null,
  question_ids text[] not null,
  started_at_ms bigint not null,
  limit_at_ms bigint,
  unique (round_id, contestant_id, practice, ordinal)
);
create index attempts_by_limit on attempts (limit_at_ms);
create index attempts_by_round on attempts (round_id);
create index attempts_by_contestant on attempts (contestant_id);

-- One by one: a row a question. Paper: one row, position 1.
create table handouts (
  attempt_id uuid not null,
  position integer not null,
  question_id text not null,
  at_ms bigint not null,
  primary key (attempt_id, position)
);

-- change_no 0 is the first answer; the highest before the lock counts. [A4, A5, T4]
create table answers (
  id uuid primary key,
  attempt_id uuid not null,
  question_id text not null,
  change_no integer not null,
  option_ids text[] not null,
  arrived_at_ms bigint not null,
  counted_at_ms bigint not null,
  elapsed_ms bigint not null,
  round_trip_ms integer,
  credit_ms integer not null,
  unique (attempt_id, question_id, change_no)
);

create table predictions (
  round_id uuid not null references rounds,
  contestant_id uuid not null references contestants,
  attempt_id uuid not null,
  value bigint not null,
  at_ms bigint not null,
  primary key (round_id, contestant_id)
);

-- The end of an attempt, with its score. submitted_by: contestant, time, close.
create table submissions (
  attempt_id uuid primary key,
  round_id uuid not null references rounds,
  contestant_id uuid not null references contestants,
  practice boolean not null,
  ordinal integer not null,
  started_at_ms bigint not null,
  at_ms bigint not null,
  submitted_by text not null,
  question_count integer not null,
  answered integer not null,
  right_count integer not null,
  points integer not null,
  elapsed_ms bigint not null,
  credit_ms integer not null
);
create index submissions_by_round on submissions (round_id, contestant_id);

create table standings (
  round_id uuid not null references rounds,
  version integer not null,
  rules_version integer not null,
  computed_at_ms bigint not null,
  prediction_target bigint,
  attempts integer not null,
  round_persons integer not null,
  all_correct_persons integer not null,
  to_decide integer not null,
  primary key (round_id, version)
);

create table standing_rows (
  round_id uuid not null,
  version integer not null,
  position integer not null,
  contestant_id uuid not null,
  attempt_id uuid not null,
  rank integer not null,
  points integer not null,
  right_count integer not null,
  elapsed_ms bigint not null,
  submitted_at_ms bigint not null,
  prediction bigint,
  prediction_error bigint,
  ahead_decided_by text,
  behind_decided_by text,
  prize text,
  amount_vnd bigint,
  to_decide boolean not null,
  primary key (round_id, version, position)
);
create index standing_rows_by_contestant on standing_rows (round_id, version, contestant_id);

create table publications (
  round_id uuid not null references rounds,
  version integer not null,
  document jsonb not null,
  at_ms bigint not null,
  primary key (round_id, version)
);

-- Every privileged act. detail holds ids and reasons, no personal data.
create table audit (
  id bigint generated always as identity primary key,
  contest_id uuid,
  at_ms bigint not null,
  actor text not null,
  act text not null,
  object text not null,
  detail jsonb not null
);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % on %', tg_op, tg_table_name;
end $$;

do $$
declare t text;
begin
  foreach t in array array['rules_versions', 'rounds', 'round_events', 'contestants', 'unit_memberships', 'attempts', 'handouts',
    'answers', 'predictions', 'submissions', 'standings', 'standing_rows', 'publications', 'audit'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_rewriting()', t);
  end loop;
end $$;
