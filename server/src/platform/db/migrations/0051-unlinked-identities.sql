-- An identity at the provider that was taken off an account stays known as that account's: it makes no second one. [I12c]
create table unlinked_identities (
  subject text primary key,
  account_id uuid not null references accounts,
  at_ms bigint not null
);
create index unlinked_identities_by_account on unlinked_identities (account_id);
