-- A message to all who have joined and not finished the open round. Not part of the ledger. [S57, S58]

-- id: chosen by whoever sends, so that pressing twice sends once. ended_at_ms: null while messages leave.
create table reminders (
  id uuid primary key,
  contest_id uuid not null references contests,
  round_id uuid not null references rounds,
  made_at_ms bigint not null,
  actor text not null,
  people integer not null,
  sent integer not null default 0,
  failed integer not null default 0,
  passed_over integer not null default 0,
  ended_at_ms bigint
);
-- One at a time for a round.
create unique index reminders_running on reminders (round_id) where ended_at_ms is null;
create index reminders_by_contest on reminders (contest_id, made_at_ms);

-- Who waits for a message of a reminder that runs; a row goes before its message is sent, so that nobody gets two.
create table reminder_people (
  reminder_id uuid not null references reminders on delete cascade,
  contestant_id uuid not null,
  primary key (reminder_id, contestant_id)
);
