-- Banks of questions. They belong to an organization; a contest freezes copies of what it takes. [Q11]

-- origin: 'program' for the questions that come with the program. next_number: of the next question.
create table banks (
  id uuid primary key,
  organization_id uuid not null references organizations,
  name text not null,
  origin text,
  next_number integer not null default 1,
  made_by text not null,
  made_at_ms bigint not null,
  changed_at_ms bigint not null,
  removed_at_ms bigint
);
create index banks_by_organization on banks (organization_id, made_at_ms);
create unique index banks_of_program on banks (organization_id) where origin = 'program';

-- folded: the name without marks and case, by which it is one topic.
create table bank_topics (
  id uuid primary key,
  bank_id uuid not null references banks,
  name text not null,
  folded text not null,
  made_at_ms bigint not null,
  constraint bank_topics_once unique (bank_id, folded)
);

-- A question as it stands: what lists and searches read. Its whole content is its newest version's.
-- number: stays its own within the bank. words: the folded text, for search. same_key: equal for the same question [Q6].
-- source_until: last day in force of its source. right_place: of the right option, from 0. writers: who wrote since it was approved last.
create table bank_questions (
  id uuid primary key,
  bank_id uuid not null references banks,
  number integer not null,
  version integer not null,
  state text not null check (state in ('draft', 'returned', 'reviewed', 'approved', 'removed')),
  topic_id uuid references bank_topics,
  kind text not null,
  difficulty smallint,
  audiences text[] not null,
  tags text[] not null,
  practice_only boolean not null,
  text text not null,
  words tsvector not null,
  same_key text not null,
  warnings text[] not null,
  source_until date,
  right_place smallint,
  writers text[] not null,
  changed_at_ms bigint not null,
  constraint bank_questions_numbered unique (bank_id, number)
);
create unique index bank_questions_once on bank_questions (bank_id, same_key) where state <> 'removed';
create index bank_questions_by_topic on bank_questions (topic_id);
create index bank_questions_by_state on bank_questions (bank_id, state, topic_id, difficulty);
create index bank_questions_by_words on bank_questions using gin (words);

-- Every change of content or state. content: the whole question. act: write, import, topic, tags, difficulty, state.
create table bank_question_versions (
  question_id uuid not null references bank_questions,
  version integer not null,
  content jsonb not null,
  state text not null,
  act text not null,
  comment text,
  actor text not null,
  at_ms bigint not null,
  primary key (question_id, version)
);

create table bank_comments (
  id uuid primary key,
  question_id uuid not null references bank_questions,
  version integer not null,
  text text not null,
  actor text not null,
  at_ms bigint not null
);
create index bank_comments_by_question on bank_comments (question_id, at_ms);

-- Which banks a contest draws from: whoever has a role in that contest alone reaches these. [Q12]
create table contest_banks (
  contest_id uuid not null references contests,
  bank_id uuid not null references banks,
  primary key (contest_id, bank_id)
);
create index contest_banks_by_bank on contest_banks (bank_id);
