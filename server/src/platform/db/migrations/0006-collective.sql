-- Collective prizes: what the organizer states about mandatory groups, numbered standings of units, what was published. All append-only. [G3, G8-G10]

-- A loaded table of groups: how many of a unit's group took part. The row of the highest seq of a unit and group counts.
create table unit_group_counts (
  contest_id uuid not null references contests,
  seq integer not null,
  unit_code text not null,
  group_key text not null,             -- the group's name without marks and case
  group_name text not null,
  done integer not null check (done >= 0),
  total integer not null check (total >= done),
  as_of date not null,
  source text not null,
  at_ms bigint not null,
  actor text not null,
  primary key (contest_id, seq, unit_code, group_key)
);

-- Standings of an award (its place in the rules' list), numbered by contest.
create table collective_standings (
  contest_id uuid not null references contests,
  version integer not null,
  award integer not null,
  rules_version integer not null,
  basis jsonb not null,                -- [{ordinal, label, standingVersion}]: the rounds' standings that it rests on
  computed_at_ms bigint not null,
  to_decide integer not null,
  actor text not null,
  primary key (contest_id, version),
  foreign key (contest_id, rules_version) references rules_versions (contest_id, version)
);

-- A unit's place with its arithmetic, or why it has none.
create table collective_rows (
  contest_id uuid not null,
  version integer not null,
  position integer not null,
  unit_code text not null,
  group_head jsonb,                    -- {level, block, band}; null: left out
  rank integer,                        -- null: left out
  prize text,                          -- null with won: a prize without rank
  won boolean not null,
  amount_vnd bigint,
  to_decide boolean not null,
  arithmetic jsonb not null,           -- the whole place, or the unit with the reason
  primary key (contest_id, version, position),
  foreign key (contest_id, version) references collective_standings (contest_id, version)
);

create table collective_publications (
  contest_id uuid not null,
  version integer not null,
  document jsonb not null,
  at_ms bigint not null,
  actor text not null,
  primary key (contest_id, version),
  foreign key (contest_id, version) references collective_standings (contest_id, version)
);

do $$
declare t text;
begin
  foreach t in array array['unit_group_counts', 'collective_standings', 'collective_rows', 'collective_publications'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_rewriting()', t);
  end loop;
end $$;
