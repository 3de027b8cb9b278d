-- What a rulebook may go by beside points and time: the time until the last answer was given or changed, the most points that
-- this very paper could give, and right answers by level. null: submitted before they were stored. [M7]
alter table submissions
  add column last_change_ms bigint,
  add column points_max integer,
  add column right_by_level jsonb;

drop view counted_submissions;
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
