-- An identity that the holder linked goes with the ways to sign in when these are made anew; one that made the account stays. [I12c]
alter table accounts add column oidc_by_hand boolean not null default false;
