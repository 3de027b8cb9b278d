-- Messages by several routes: what became of each, what they cost, and the tokens of routes that need one. Nothing of whom a
-- message went to. Not part of the ledger. [S50-S56]

-- id: of the sign-in code, or the message's own. place: the how-manieth route that was tried. why: null where the gateway took it.
create table messages (
  id uuid not null,
  place smallint not null,
  route text not null,
  purpose text not null check (purpose in ('code', 'reminder')),
  contest_id uuid references contests,
  at_ms bigint not null,
  why text,
  reference text,
  price integer not null,
  used_at_ms bigint,
  primary key (id, place)
);
create index messages_by_time on messages (at_ms);

-- period: a day in Vietnam such as 2026-03-01, or its month.
create table message_spending (
  route text not null,
  period text not null,
  messages integer not null,
  money bigint not null,
  primary key (route, period)
);

-- sealed: access and refresh token, encrypted by a key of the settings. null: none was renewed yet.
create table message_tokens (
  route text primary key,
  sealed text,
  changed_at_ms bigint
);
