-- How many sign-ins are begun from one address, by its hash, and how many invitations are open, is bounded. [I17]
alter table staff_challenges add column made_from text not null default '';
create index staff_challenges_by_address on staff_challenges (made_from, made_at_ms desc);
create index invitations_open on invitations (organization_id, expires_at_ms) where used_at_ms is null and revoked_at_ms is null;
