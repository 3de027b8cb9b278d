-- Ways in beside phone and slip: who somebody is by what an app or an identity provider says. Not part of the ledger; names
-- may be forgotten. [S30-S36]

alter table contests drop constraint contests_entry_ways_check;
alter table contests add constraint contests_entry_ways_check
  check (entry_ways <@ '{phone,slip,host,oidc,passkey,desk}' and cardinality(entry_ways) > 0);

-- subject_hash: HMAC-SHA-256 under a key of the installation over issuer and identifier. name, birth_date: as last stated.
create table person_identities (
  way text not null check (way in ('host', 'oidc')),
  subject_hash bytea not null,
  person_id uuid not null references people on delete cascade,
  name text,
  birth_date date,
  linked_at_ms bigint not null,
  used_at_ms bigint not null,
  primary key (way, subject_hash)
);
create index person_identities_by_person on person_identities (person_id);

-- What may be used once, until it is over by itself; hashes alone.
create table used_tokens (
  token_hash bytea primary key,
  over_at_ms bigint not null
);
create index used_tokens_by_end on used_tokens (over_at_ms);
