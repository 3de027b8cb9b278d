-- The committee's order of units that were equal across a prize's edge. The newest of a set of units counts. Append-only. [G13]
create table collective_decisions (
  contest_id uuid not null references contests,
  seq integer not null,
  award integer not null,              -- its place in the rules' list
  tie jsonb not null,                  -- {units: codes, the one placed first first; total: what they share}
  reason text not null,
  at_ms bigint not null,
  actor text not null,
  primary key (contest_id, seq)
);

create trigger append_only before update or delete or truncate on collective_decisions
  for each statement execute function refuse_rewriting();
