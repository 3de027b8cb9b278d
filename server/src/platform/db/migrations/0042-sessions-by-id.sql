-- A session is found by its id when its holder proves again who it is, and when it is ended from the account's page. [I3, W7a]
create unique index sessions_by_id on sessions (id) where id is not null;
