-- Coming back by a passkey, and codes that a desk gives to one person. Not part of the ledger. [S38, S39]

create table contestant_passkeys (
  credential_id text primary key,
  person_id uuid not null references people on delete cascade,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  made_at_ms bigint not null,
  used_at_ms bigint
);
create index contestant_passkeys_by_person on contestant_passkeys (person_id);

-- Contests that are made from now on let people come back without a paid message; those there are stay as they were set.
alter table contests alter column entry_ways set default '{phone,passkey}';

-- at_desk: given at a desk to one person, not made from a list.
alter table slips add column at_desk boolean not null default false;
