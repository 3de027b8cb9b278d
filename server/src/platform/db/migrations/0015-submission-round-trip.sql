-- The round trip of the message that submitted a paper, as the server measured it: from it and the rules anybody computes
-- the lag credit and the elapsed time again. null: not measured, or nothing rests on it. -1: submitted before it was stored,
-- by a process of that time; then the credit stands as it is. [T4a, B2]
alter table submissions add column round_trip_ms integer default -1;

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
