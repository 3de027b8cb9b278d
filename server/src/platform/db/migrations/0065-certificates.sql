-- Certificates of prizes, each under an id that nobody guesses, and what papers of a contest were last printed with. [F24, F25]

-- id: 96 random bits. A person has one for a prize of a list of a round, under a number of a series of the contest.
create table certificates (
  id text primary key,
  contest_id uuid not null references contests,
  round_id uuid not null references rounds,
  standing_id text not null,
  contestant_id uuid not null references contestants,
  prize text not null,
  series text not null,
  no integer not null,
  made_at_ms bigint not null,
  unique (contest_id, series, no),
  unique (round_id, standing_id, contestant_id, prize)
);
create index certificates_by_contestant on certificates (contestant_id);

create trigger append_only before update or delete or truncate on certificates
  for each statement execute function refuse_rewriting();

-- What stands on the paper that was made last. Beside the people, and goes with them.
create table certificate_names (
  certificate_id text primary key,
  name text not null,
  unit_name text
);

-- of: '' for every paper of the contest, else a round's paper. details: place, who signs, number, day, who was present.
create table paper_details (
  contest_id uuid not null references contests,
  of text not null,
  details jsonb not null,
  primary key (contest_id, of)
);
