-- Live counts, derived from the ledger in the same database, so that no start and no view has to count it. Not part of the
-- ledger: emptied, they are counted anew. [C4-C6, K3]

-- People to be counted: whatever a count rests on says so in its own transaction.
create table counts_due (
  id bigint generated always as identity primary key,
  contest_id uuid not null,
  contestant_id uuid not null
);

-- What a person adds to a round or, under the contest's own id, to the whole contest.
create table person_counts (
  scope_id uuid not null,
  contestant_id uuid not null,
  attempts integer not null,
  complete boolean not null,
  place text not null,
  primary key (scope_id, contestant_id)
) with (fillfactor = 80);

-- place: a unit's code, and a plus behind it for citizens beside its headcount; '' has no unit. complete: persons with an
-- attempt that answers everything.
create table place_counts (
  scope_id uuid not null,
  place text not null,
  persons integer not null,
  complete integer not null,
  attempts integer not null,
  primary key (scope_id, place)
) with (fillfactor = 50);

-- Contests whose people are counted, or due.
create table counted_contests (
  contest_id uuid primary key
);

-- A contest that is new has nobody to count; one from before is counted by the first server that starts.
create function note_contest() returns trigger language plpgsql as $$
begin
  insert into counted_contests (contest_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger contests_counted after insert on contests for each row execute function note_contest();

-- Attempts begun and submitted, practice included, so that nobody counts them. slot: several commits at once do not wait for one row.
create table round_progress (
  round_id uuid not null,
  slot smallint not null,
  begun bigint not null,
  submitted bigint not null,
  primary key (round_id, slot)
) with (fillfactor = 50);

insert into round_progress
select r.id, 0, (select count(*) from attempts a where a.round_id = r.id), (select count(*) from submissions s where s.round_id = r.id)
from rounds r;

create function note_begun() returns trigger language plpgsql as $$
begin
  insert into round_progress as p (round_id, slot, begun, submitted)
    select n.round_id, pg_backend_pid() % 16, count(*), 0 from new_rows n group by n.round_id
    on conflict (round_id, slot) do update set begun = p.begun + excluded.begun;
  return null;
end $$;
create trigger attempts_begun after insert on attempts referencing new table as new_rows
  for each statement execute function note_begun();

create function note_submitted() returns trigger language plpgsql as $$
begin
  insert into round_progress as p (round_id, slot, begun, submitted)
    select n.round_id, pg_backend_pid() % 16, 0, count(*) from new_rows n group by n.round_id
    on conflict (round_id, slot) do update set submitted = p.submitted + excluded.submitted;
  insert into counts_due (contest_id, contestant_id)
    select r.contest_id, n.contestant_id from new_rows n join rounds r on r.id = n.round_id where not n.practice;
  return null;
end $$;
create trigger submissions_counted after insert on submissions referencing new table as new_rows
  for each statement execute function note_submitted();

create function note_voided() returns trigger language plpgsql as $$
begin
  insert into counts_due (contest_id, contestant_id)
    select r.contest_id, a.contestant_id from new_rows n join attempts a on a.id = n.attempt_id join rounds r on r.id = a.round_id;
  return null;
end $$;
create trigger voids_counted after insert on attempt_voids referencing new table as new_rows
  for each statement execute function note_voided();

create function note_unit() returns trigger language plpgsql as $$
begin
  insert into counts_due (contest_id, contestant_id)
    select c.contest_id, c.id from new_rows n join contestants c on c.id = n.contestant_id;
  return null;
end $$;
create trigger units_counted after insert on unit_memberships referencing new table as new_rows
  for each statement execute function note_unit();
