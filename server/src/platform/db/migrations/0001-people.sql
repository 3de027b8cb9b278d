-- Contests, people and who may enter. Rows here may change or be forgotten; the ledger (0002) may not.

create table contests (
  id uuid primary key,
  slug text not null unique,
  preset_id text not null,
  demo boolean not null,
  made_at_ms bigint not null
);

-- A contest's questions, frozen when the contest is made. [Q3]
create table questions (
  contest_id uuid not null references contests,
  question_id text not null,
  topic text not null,
  body jsonb not null,
  primary key (contest_id, question_id)
);

create table units (
  contest_id uuid not null references contests,
  code text not null,
  name text not null,
  level text not null,
  parent_code text,
  headcount integer check (headcount >= 0),
  headcount_date date,
  tile_column integer,
  tile_row integer,
  primary key (contest_id, code)
);

create table people (
  id uuid primary key,
  phone text unique,
  simulated boolean not null,
  made_at_ms bigint not null
);

-- What the contest asks of a person. The only table with names. [S4, S8]
create table profiles (
  contestant_id uuid primary key,
  name text not null,
  birth_date date,
  address text,
  national_id text,
  email text,
  job_title text
);

create table consents (
  contestant_id uuid not null,
  purpose text not null,
  given boolean not null,
  text_hash text not null,
  text_version text not null,
  at_ms bigint not null,
  primary key (contestant_id, purpose, at_ms)
);

create table exclusions (
  contest_id uuid not null references contests,
  phone text not null,
  role text not null,
  made_at_ms bigint not null,
  primary key (contest_id, phone)
);

create table sign_in_codes (
  id uuid primary key,
  phone text not null,
  code_hash text not null,
  made_at_ms bigint not null,
  tries integer not null default 0,
  used boolean not null default false
);
create index sign_in_codes_by_phone on sign_in_codes (phone, made_at_ms);

-- Only hashes of tokens are kept. kind: contestant (person_id) or staff (role, scope).
create table sessions (
  token_hash text primary key,
  kind text not null check (kind in ('contestant', 'staff')),
  person_id uuid references people,
  role text,
  contest_id uuid references contests,
  unit_code text,
  made_at_ms bigint not null,
  expires_at_ms bigint not null
);

create table one_time_links (
  token_hash text primary key,
  made_at_ms bigint not null,
  used_at_ms bigint
);

-- What the screens of a contest show, and the secret link that opens them.
create table screens (
  contest_id uuid primary key references contests,
  token text not null unique,
  picture text not null
);
