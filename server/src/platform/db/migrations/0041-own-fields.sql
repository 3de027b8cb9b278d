-- What a contestant stated in fields of the rulebook's own, as it is now. [S4]
alter table profiles add column own jsonb not null default '{}';

-- Choices and numbers among them, from an instant on: populations go by what was stated at the counted submission. Texts, which
-- may name somebody, are in the profile alone. Append-only. [M4]
create table stated_fields (
  contestant_id uuid not null references contestants,
  since_ms bigint not null,
  fields jsonb not null,
  primary key (contestant_id, since_ms)
);
create trigger append_only before update or delete or truncate on stated_fields
  for each statement execute function refuse_rewriting();
