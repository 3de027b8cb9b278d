-- Units in depth: blocks, validity with successors, where a headcount comes from; entries that mean one; voided attempts.

alter table units
  add column block text,               -- khối; null: that of the nearest unit above
  add column headcount_source text,
  add column valid_from date,          -- first day; null: from the beginning
  add column valid_to date,            -- last day; null: open
  add column replaced_by text[] not null default '{}';

-- Two entries that mean one unit. The latest row of a code counts; into_code null takes a merge back. Append-only. [U8]
create table unit_merges (
  contest_id uuid not null references contests,
  seq integer not null,
  code text not null,
  into_code text,
  at_ms bigint not null,
  actor text not null,
  reason text not null,
  primary key (contest_id, seq)
);

-- An attempt that does not count, or counts again. The highest seq of an attempt counts. Append-only. [A13]
create table attempt_voids (
  attempt_id uuid not null references attempts,
  seq integer not null,
  voided boolean not null,
  at_ms bigint not null,
  actor text not null,
  reason text not null,
  primary key (attempt_id, seq)
);

create index submissions_by_contestant on submissions (contestant_id);

-- Submissions that count: no practice, nothing voided and, in a real contest, nobody simulated. [A10, A13, C3]
create view counted_submissions as
select s.*, r.contest_id, r.ordinal as round_ordinal
from submissions s
join rounds r on r.id = s.round_id
join contests k on k.id = r.contest_id
join contestants c on c.id = s.contestant_id
where not s.practice and (k.demo or not c.simulated)
  and not exists (
    select 1 from attempt_voids v where v.attempt_id = s.attempt_id and v.voided
      and not exists (select 1 from attempt_voids w where w.attempt_id = v.attempt_id and w.seq > v.seq));

create trigger append_only before update or delete or truncate on unit_merges
  for each statement execute function refuse_rewriting();
create trigger append_only before update or delete or truncate on attempt_voids
  for each statement execute function refuse_rewriting();

create index contestants_by_contest on contestants (contest_id, id);
