-- An amendment says why, and who answers for it. [J11]
alter table rules_versions add column reason text;
alter table rules_versions add column by_name text;
-- A contest that is over is put away, and may be brought back; one that nobody took part in may be removed. [J13, J14]
alter table contests add column archived_at_ms bigint;
alter table contests add column removed_at_ms bigint;
