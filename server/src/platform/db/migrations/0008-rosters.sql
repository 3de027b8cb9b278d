-- Lists of a unit's people, so that its leader knows whom to remind. Apart from the ledger; they may be forgotten. [U15-U17]

-- One random key a contest. Phones are kept as hashes under it; without the key no list can be matched any more.
create table roster_keys (
  contest_id uuid primary key references contests,
  key bytea not null
);

create table rosters (
  contest_id uuid not null references contests,
  unit_code text not null,
  loaded_at_ms bigint not null,
  primary key (contest_id, unit_code)
);

-- phone_hash: SHA-256 over the contest's key and the normalized number, which is always of one length.
create table roster_people (
  contest_id uuid not null,
  unit_code text not null,
  phone_hash bytea not null,
  name text not null,
  primary key (contest_id, unit_code, phone_hash),
  foreign key (contest_id, unit_code) references rosters on delete cascade
);
