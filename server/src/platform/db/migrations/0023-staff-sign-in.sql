-- How a session of an account was opened: passkey, password, recovery or oidc. [I11]
alter table sessions add column signed_in_by text;
-- A role that the claims of an identity provider gave is kept in step with them. [I12]
alter table account_roles add column by_claims boolean not null default false;
