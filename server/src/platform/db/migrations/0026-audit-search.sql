-- The trail is searched by act, by who acted, and by organization. [I22]
create index audit_by_act on audit (act collate "C", id);
create index audit_by_actor on audit (actor collate "C", id);
create index audit_by_organization on audit (organization_id, id);
create index audit_by_time on audit (at_ms);
