-- What was proved by a way to sign in that was changed or taken away since opens nothing. [I16]
alter table accounts add column means_no integer not null default 0;
