-- Rights of persons over their data: requests, what an erasure leaves, and names as they were published. [S60-S71]

-- The full names of a published round's winners, where its rules publish them. The document has masked names alone; these are laid
-- over it for whoever agrees. Beside the people, and goes with them. [S61]
create table published_names (
  round_id uuid not null references rounds,
  contestant_id uuid not null references contestants,
  name text not null,
  primary key (round_id, contestant_id)
);
create index published_names_by_contestant on published_names (contestant_id);

-- Numbered in a contest. kind: correct, delete, withdraw. about: the fields to correct with what they should say, or the purpose
-- withdrawn. due_at_ms: by when the law wants it done; extended once at most. outcome null: it is open. [S63, S64]
create table data_requests (
  id uuid primary key,
  contest_id uuid not null references contests,
  no integer not null,
  contestant_id uuid not null references contestants,
  kind text not null check (kind in ('correct', 'delete', 'withdraw')),
  about jsonb not null default '{}',
  words text,
  at_ms bigint not null,
  due_at_ms bigint not null,
  extended boolean not null default false,
  outcome text check (outcome in ('done', 'refused', 'taken-back')),
  answer text,
  closed_at_ms bigint,
  closed_by text,
  account_id uuid,
  unique (contest_id, no)
);
create index data_requests_by_contestant on data_requests (contestant_id);
-- Of one kind a person has one open request at a time.
create unique index data_requests_open on data_requests (contestant_id, kind) where outcome is null and kind <> 'withdraw';

-- Whose data were erased, and what settled results still look at of them, none of which says who it was: a day of birth that gives
-- the same ages at their submissions, and roles by which they were excluded. [S66]
create table erased_people (
  contestant_id uuid primary key references contestants,
  at_ms bigint not null,
  because text not null check (because in ('request', 'retention')),
  birth_date date,
  roles jsonb not null default '[]'
);

-- Numbers whose data were erased while their contest ran, as hashes under its key of roster_keys: nobody takes part twice. They go
-- when its last round has closed. [S68]
create table erased_numbers (
  contest_id uuid not null references contests,
  phone_hash bytea not null,
  primary key (contest_id, phone_hash)
);

-- Where a person's key goes, what was written of the person beside the ledger goes too. [Z2, Z15]
create or replace function forget_words() returns trigger language plpgsql as $$
begin
  delete from certificate_names n using certificates c
    where n.certificate_id = c.id and c.contestant_id = old.contestant_id;
  delete from complaint_words w using complaints c where w.complaint_id = c.id and c.contestant_id = old.contestant_id;
  delete from published_names where contestant_id = old.contestant_id;
  update data_requests set words = null, about = '{}', answer = null where contestant_id = old.contestant_id;
  return null;
end $$;

-- What is read of one person: shows, contests.
create index show_players_by_contestant on show_players (contestant_id) where contestant_id is not null;
create index contestants_by_person on contestants (person_id);
