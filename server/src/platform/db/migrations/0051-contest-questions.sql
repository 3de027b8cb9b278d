-- Whether a contest draws from the banks of its organization, and whether it takes what nobody approved. [Q23]
alter table contests add column takes_banks boolean not null default false;
alter table contests add column takes_unapproved boolean not null default false;
