-- Archive: which installation this is, when it was last backed up, and which runs came from another one. [B5, B8, B9]

-- One row, made when it is first needed. An installation restored from a backup is the same one, with its id.
create table installation (
  only_one boolean primary key default true check (only_one),
  id uuid not null
);

-- Backups that were taken, newest last. ledger_hash: what the file proves.
create table backups (
  id uuid primary key,
  at_ms bigint not null,
  row_count bigint not null,
  ledger_hash text not null,
  actor text not null
);

-- A run that was performed in another installation and merged here.
create table run_origins (
  run_id uuid primary key references show_runs,
  installation_id uuid not null,
  merged_at_ms bigint not null,
  actor text not null
);

create trigger append_only before update or delete or truncate on run_origins
  for each statement execute function refuse_rewriting();
