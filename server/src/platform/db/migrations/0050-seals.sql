-- Where a frozen question comes from: the question of a bank and its version; null: the contest froze it before there were banks.
-- is_current: drawn by rounds that are not sealed yet; an older version stays for those that are. [Q3, Q21]
alter table questions add column bank_question_id uuid;
alter table questions add column bank_version integer;
alter table questions add column is_current boolean not null default true;

-- The commitment to what a round may draw, published before it opens. [Q21]
create table round_seals (
  round_id uuid primary key references rounds,
  root text not null,
  question_count integer not null,
  sealed_at_ms bigint not null,
  actor text not null
);

-- What was committed to, with the salts, in the order of the tree. place: from 0. [Q21, Q22]
create table sealed_questions (
  round_id uuid not null references round_seals,
  place integer not null,
  question_id text not null,
  salt text not null,
  topic text not null,
  body jsonb not null,
  primary key (round_id, place),
  unique (round_id, question_id)
);

do $$
declare t text;
begin
  foreach t in array array['round_seals', 'sealed_questions'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_rewriting()', t);
  end loop;
end $$;

-- A question that a round was sealed with is not rewritten; that another version is current may be noted. [Q21]
create function refuse_sealed() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.body = old.body and new.topic = old.topic and new.question_id = old.question_id
     and new.contest_id = old.contest_id then
    return new;
  end if;
  if exists (select 1 from sealed_questions s join rounds r on r.id = s.round_id
             where r.contest_id = old.contest_id and s.question_id = old.question_id) then
    raise exception 'a sealed question is not rewritten: % on questions', tg_op;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger sealed before update or delete on questions for each row execute function refuse_sealed();

-- Each round has its own commitment, with salts that are kept beside what is sealed.
alter table contest_logs drop column question_key;
