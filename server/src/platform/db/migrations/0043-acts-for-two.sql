-- Acts that two people confirm: what the first confirmed, and how it ended. Append-only, as evidence. [I60]

-- account_id names an account, as the trail does; accounts are never deleted. hash: SHA-256 over what is confirmed. signed: an assertion of a passkey over it, where there is one.
create table acts_for_two (
  id uuid primary key,
  organization_id uuid not null references organizations,
  contest_id uuid references contests,
  act text not null,
  object text not null,
  hash text not null,
  account_id uuid not null,
  proved_at_ms bigint not null,
  signed jsonb,
  made_at_ms bigint not null,
  expires_at_ms bigint not null
);
create index acts_for_two_by_organization on acts_for_two (organization_id, expires_at_ms);

-- An act ends once: confirmed by a second person, or withdrawn by whoever might have confirmed it.
create table acts_for_two_ends (
  act_id uuid primary key references acts_for_two,
  ended_as text not null check (ended_as in ('confirmed', 'withdrawn')),
  account_id uuid not null,
  proved_at_ms bigint,
  signed jsonb,
  at_ms bigint not null
);

create trigger append_only before update or delete or truncate on acts_for_two
  for each statement execute function refuse_rewriting();
create trigger append_only before update or delete or truncate on acts_for_two_ends
  for each statement execute function refuse_rewriting();
