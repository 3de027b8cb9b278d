-- The transparency log: one append-only Merkle tree a contest. Whoever commits something that the log has to say writes its
-- leaf in the same transaction; a sequencer gives the leaves their places and signs checkpoints. [Z1, Z3]

-- A contest's logs; a restore behind a known checkpoint opens the next one. question_key: salts of the committed questions.
create table contest_logs (
  contest_id uuid not null references contests,
  log_no integer not null,
  origin text not null unique,
  made_at_ms bigint not null,
  question_key text not null default encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex'),
  primary key (contest_id, log_no)
);

-- A leaf is canonical JSON. subject: what it is about; a second leaf about the same is not made.
create table log_entries (
  id bigint generated always as identity primary key,
  contest_id uuid not null,
  subject text collate "C" not null,
  kind text not null,
  leaf text not null,
  unique (contest_id, subject)
);

-- Leaves without a place yet; rows go when they have one.
create table log_pending (
  contest_id uuid not null,
  entry_id bigint not null,
  primary key (contest_id, entry_id)
);

-- hash: SHA-256 over a zero byte and the leaf, in hexadecimal.
create table log_places (
  contest_id uuid not null,
  log_no integer not null,
  place bigint not null,
  entry_id bigint not null,
  hash text collate "C" not null,
  primary key (contest_id, log_no, place)
);
create index log_places_by_hash on log_places (contest_id, hash);
create index log_places_by_entry on log_places (entry_id);

-- Roots of full subtrees of 256, 65,536 and 16,777,216 leaves (level 1, 2, 3), from which proofs are made.
create table log_nodes (
  contest_id uuid not null,
  log_no integer not null,
  level integer not null,
  place bigint not null,
  hash text not null,
  primary key (contest_id, log_no, level, place)
);

-- note: the signed note (C2SP tlog-checkpoint). peaks: roots of the full subtrees, largest first, by which the tree grows.
create table log_checkpoints (
  contest_id uuid not null,
  log_no integer not null,
  size bigint not null,
  root text not null,
  peaks text not null,
  note text not null,
  at_ms bigint not null,
  primary key (contest_id, log_no, size)
);

-- Signatures of witnesses under a checkpoint (C2SP tlog-cosignature).
create table log_cosignatures (
  contest_id uuid not null,
  log_no integer not null,
  size bigint not null,
  witness text not null,
  line text not null,
  at_ms bigint not null,
  primary key (contest_id, log_no, size, witness)
);

do $$
declare t text;
begin
  foreach t in array array['contest_logs', 'log_entries', 'log_places', 'log_nodes', 'log_checkpoints', 'log_cosignatures'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_rewriting()', t);
  end loop;
end $$;

-- By what a person stands in the log. key: from it come the salts of sealed fields; it goes with the person, and then nobody
-- can open them any more. May change. [Z2]
create table contestant_seals (
  contestant_id uuid primary key,
  pseudonym uuid not null unique default gen_random_uuid(),
  key text default encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex')
);
