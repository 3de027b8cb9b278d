-- Organizations, the accounts of their staff with roles, how they sign in, and invitations. Only hashes of secrets that people hold are stored. [I1]

create table organizations (
  id uuid primary key,
  name text not null,
  made_at_ms bigint not null
);
insert into organizations (id, name, made_at_ms)
  values (gen_random_uuid(), '', (extract(epoch from clock_timestamp()) * 1000)::bigint);

alter table contests add column organization_id uuid references organizations;
update contests set organization_id = (select id from organizations limit 1);
alter table contests alter column organization_id set not null;
-- A contest that comes from an older installation belongs to the organization that this one began with.
create function first_organization() returns uuid language sql stable
  return (select id from organizations order by made_at_ms, id limit 1);
alter table contests alter column organization_id set default first_organization();
create index contests_by_organization on contests (organization_id);

-- login: what one types to sign in with a password. oidc_subject: issuer and subject at an identity provider.
-- removed_at_ms: nobody signs in any more; the name stays for the trail.
create table accounts (
  id uuid primary key,
  organization_id uuid not null references organizations,
  login text not null,
  name text not null,
  function text not null,
  password_hash text,
  totp_secret text,
  totp_step bigint not null default 0,
  oidc_subject text unique,
  made_at_ms bigint not null,
  removed_at_ms bigint,
  constraint accounts_one_login unique (login)
);
create index accounts_by_organization on accounts (organization_id, made_at_ms);

-- contest_id null: in every contest of the organization. An ended role stays for the trail.
create table account_roles (
  id uuid primary key,
  account_id uuid not null references accounts,
  role text not null,
  contest_id uuid references contests,
  unit_code text,
  given_at_ms bigint not null,
  ended_at_ms bigint
);
create index account_roles_by_account on account_roles (account_id);
create index account_roles_by_contest on account_roles (contest_id);
create unique index account_roles_once on account_roles
  (account_id, role, coalesce(contest_id::text, ''), coalesce(unit_code, '')) where ended_at_ms is null;

create table passkeys (
  credential_id text primary key,
  account_id uuid not null references accounts,
  label text not null,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  made_at_ms bigint not null,
  used_at_ms bigint
);
create index passkeys_by_account on passkeys (account_id);

create table recovery_codes (
  code_hash text primary key,
  account_id uuid not null references accounts,
  made_at_ms bigint not null,
  used_at_ms bigint
);
create index recovery_codes_by_account on recovery_codes (account_id);

-- account_id: whose ways to sign in are made anew by it, or who was made by it. roles: what the account will have.
create table invitations (
  token_hash text primary key,
  id uuid not null unique,
  organization_id uuid not null references organizations,
  account_id uuid references accounts,
  name text not null,
  function text not null,
  roles jsonb not null,
  made_by text not null,
  made_at_ms bigint not null,
  expires_at_ms bigint not null,
  used_at_ms bigint,
  revoked_at_ms bigint
);
create index invitations_by_organization on invitations (organization_id, made_at_ms);
create index invitations_by_account on invitations (account_id);

-- What a sign-in that takes two requests remembers between them: the challenge of a passkey, a secret not yet confirmed, the state of a provider.
create table staff_challenges (
  id text primary key,
  kind text not null,
  account_id uuid references accounts,
  detail jsonb not null,
  made_at_ms bigint not null
);
create index staff_challenges_by_time on staff_challenges (made_at_ms);
create index staff_challenges_by_account on staff_challenges (account_id);

-- Wrong guesses at a login, counted for all processes together.
create table login_guesses (
  login text primary key,
  wrong integer not null,
  last_at_ms bigint not null
);
create index login_guesses_by_time on login_guesses (last_at_ms);

-- A session of staff belongs to an account, or to a link or demo of one contest. [I4]
-- proved_at_ms: when its holder last proved who it is.
delete from sessions where kind = 'staff' and contest_id is null;
alter table sessions add column id uuid;
alter table sessions add column account_id uuid references accounts;
alter table sessions add column device text;
alter table sessions add column used_at_ms bigint;
alter table sessions add column proved_at_ms bigint;
alter table sessions add column link_hash text;
alter table sessions add constraint sessions_of_staff check (kind <> 'staff' or account_id is not null or contest_id is not null);
create index sessions_by_account on sessions (account_id) where account_id is not null;
create index sessions_by_link on sessions (link_hash) where link_hash is not null;

alter table staff_links add column id uuid not null default gen_random_uuid() unique;
alter table staff_links add column made_by text;

-- The start of a server without accounts makes an invitation now.
drop table one_time_links;

alter table audit add column organization_id uuid;
