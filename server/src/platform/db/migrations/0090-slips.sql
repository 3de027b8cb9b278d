-- Codes on slips of paper, by which a contest lets in people of a list, and how its contestants may come in. Not part of the
-- ledger; names may be forgotten. [S20-S24]

alter table contests add column entry_ways text[] not null default '{phone}' check (entry_ways <@ '{phone,slip}' and cardinality(entry_ways) > 0);

-- code_hash, pin_hash: SHA-256 over the contest's key of roster_keys and the code; over that key, the slip's id and the PIN.
-- person_id without used_at_ms: the slip was made for somebody who had lost another one.
create table slips (
  id uuid primary key,
  contest_id uuid not null references contests,
  unit_code text,
  name text not null,
  code_hash bytea not null,
  made_at_ms bigint not null,
  used_at_ms bigint,
  person_id uuid references people,
  pin_hash bytea,
  withdrawn_at_ms bigint,
  unique (contest_id, code_hash)
);
create index slips_by_person on slips (person_id) where person_id is not null;
create index slips_by_unit on slips (contest_id, unit_code);

-- Codes that were no code of the contest, by the hour.
create table slip_misses (
  contest_id uuid not null references contests,
  hour_ms bigint not null,
  misses integer not null,
  primary key (contest_id, hour_ms)
);
