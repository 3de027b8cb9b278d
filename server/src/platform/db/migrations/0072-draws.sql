-- Draws that anybody can make again: the list is frozen and the source of the seed named before the seed exists. [F40-F42]

-- standing_id: the result whose list is drawn, as the standing of base_version has it. rank: of equals there; null: an award's list.
-- list_hash: SHA-256 over a line "number pseudonym" of each. source: as docs/proof.md, part 10, writes it.
create table draws (
  id uuid primary key,
  contest_id uuid not null references contests,
  round_id uuid not null references rounds,
  standing_id text not null,
  rank integer,
  base_version integer not null,
  people integer not null,
  list_hash text not null,
  source jsonb not null,
  reason text not null,
  actor text not null,
  account_id uuid,
  at_ms bigint not null
);
create index draws_by_round on draws (round_id);

-- Who is in it, by number from 1.
create table draw_people (
  draw_id uuid not null references draws,
  number integer not null,
  contestant_id uuid not null,
  primary key (draw_id, number)
);

-- kind: typed (a lottery's digits, by one person), drawn (the seed, and the first numbers of the order), off (called off).
create table draw_steps (
  draw_id uuid not null references draws,
  seq integer not null,
  kind text not null check (kind in ('typed', 'drawn', 'off')),
  value text,
  numbers integer[],
  reason text,
  actor text not null,
  account_id uuid,
  at_ms bigint not null,
  primary key (draw_id, seq)
);
-- It is over once.
create unique index draw_steps_over on draw_steps (draw_id) where kind <> 'typed';

do $$
declare t text;
begin
  foreach t in array array['draws', 'draw_people', 'draw_steps'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_rewriting()', t);
  end loop;
end $$;
