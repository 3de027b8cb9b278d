-- What one person or one contest has is found by it, however many others there are: own predictions when a contest is
-- entered, the sessions that "sign out everywhere" or a closed link ends, the latest acts of a contest. [W7a]
create index predictions_by_contestant on predictions (contestant_id);
create index sessions_by_person on sessions (person_id);
create index sessions_by_contest on sessions (contest_id) where contest_id is not null;
create index audit_by_contest on audit (contest_id, id);
