-- The committee's path from a settled round to a signed result: what people decide, on which standing, and why. [F10-F19]

-- Numbered in a contest. base_version: the standing that whoever decided had before them; null: the round had none yet.
-- account_id: by whom, where it was somebody with an account. round_id: whose standing the decision was made on.
create table decisions (
  contest_id uuid not null references contests,
  no integer not null,
  round_id uuid not null references rounds,
  kind text not null,
  detail jsonb not null,
  reason text not null,
  actor text not null,
  account_id uuid,
  at_ms bigint not null,
  base_version integer,
  primary key (contest_id, no)
);

-- decided_no: the standing rests on the contest's decisions up to this number. 0: on none.
alter table standings add column decided_no integer not null default 0;

-- The decision that a voiding follows from; null: from before there were any.
alter table attempt_voids add column decision_no integer;

-- What corrected keys and incidents make of submissions: derived from the decisions, so rows may change.
create table attempt_marks (
  attempt_id uuid primary key,
  points integer not null,
  points_max integer not null,
  right_count integer not null,
  answered integer not null,
  question_count integer not null,
  right_by_level jsonb not null,
  elapsed_ms bigint not null,
  last_change_ms bigint not null
);

create trigger append_only before update or delete or truncate on decisions
  for each statement execute function refuse_rewriting();

drop view counted_submissions;
-- Submissions that count, as decisions left them: no practice, nothing voided and, in a real contest, nobody simulated.
-- [A10, A13, C3, F14]
create view counted_submissions as
select s.attempt_id, s.round_id, s.contestant_id, s.practice, s.ordinal, s.started_at_ms, s.at_ms, s.submitted_by,
       coalesce(m.question_count, s.question_count) as question_count, coalesce(m.answered, s.answered) as answered,
       coalesce(m.right_count, s.right_count) as right_count, coalesce(m.points, s.points) as points,
       coalesce(m.elapsed_ms, s.elapsed_ms) as elapsed_ms, s.credit_ms, s.round_trip_ms,
       coalesce(m.last_change_ms, s.last_change_ms) as last_change_ms, coalesce(m.points_max, s.points_max) as points_max,
       coalesce(m.right_by_level, s.right_by_level) as right_by_level, r.contest_id, r.ordinal as round_ordinal
from submissions s
join rounds r on r.id = s.round_id
join contests k on k.id = r.contest_id
join contestants c on c.id = s.contestant_id
left join attempt_marks m on m.attempt_id = s.attempt_id
where not s.practice and (k.demo or not c.simulated)
  and not exists (
    select 1 from attempt_voids v where v.attempt_id = s.attempt_id and v.voided
      and not exists (select 1 from attempt_voids w where w.attempt_id = v.attempt_id and w.seq > v.seq));

-- Complaints on a result: numbered in a contest. due_at_ms: by when they are to be answered. The words stand in
-- complaint_words, beside the people, and go with them. [F20]
create table complaints (
  id uuid primary key,
  contest_id uuid not null references contests,
  no integer not null,
  round_id uuid not null references rounds,
  contestant_id uuid not null references contestants,
  attempt_id uuid,
  at_ms bigint not null,
  due_at_ms bigint not null,
  unique (contest_id, no)
);
create index complaints_by_round on complaints (round_id);
create index complaints_by_contestant on complaints (contestant_id);

-- upheld: whether it led to a change, by the decision of that number.
create table complaint_answers (
  complaint_id uuid primary key references complaints,
  upheld boolean not null,
  decision_no integer,
  actor text not null,
  account_id uuid,
  at_ms bigint not null
);

create table complaint_words (
  complaint_id uuid not null,
  part text not null check (part in ('complaint', 'answer')),
  words text not null,
  primary key (complaint_id, part)
);

create trigger append_only before update or delete or truncate on complaints
  for each statement execute function refuse_rewriting();
create trigger append_only before update or delete or truncate on complaint_answers
  for each statement execute function refuse_rewriting();
