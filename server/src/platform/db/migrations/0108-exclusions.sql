-- Excluded people by any way in, each with who excluded them and why. [S7, S7a]

-- phone, or a mark of another way: of a slip the hash of its code under the contest's key, of an identifier its hash under the
-- installation's. ending: the last of what was written, by which the committee knows the row again.
alter table exclusions drop constraint exclusions_pkey;
alter table exclusions alter column phone drop not null;
alter table exclusions add column id uuid not null default gen_random_uuid() primary key;
alter table exclusions add column way text check (way in ('slip', 'host', 'oidc'));
alter table exclusions add column mark_hash bytea;
alter table exclusions add column ending text;
alter table exclusions add column reason text not null default '';
alter table exclusions add column actor text not null default '';
alter table exclusions add constraint exclusions_by_phone unique (contest_id, phone);
alter table exclusions add constraint exclusions_by_mark unique (contest_id, way, mark_hash);
alter table exclusions add constraint exclusions_one_way
  check ((phone is null) = (way is not null) and (way is null) = (mark_hash is null) and (way is null) = (ending is null));

-- Who is excluded where: whoever has the number, used the slip or its successor, or comes by the identifier.
create view excluded_people as
  select e.id, e.contest_id, o.id as person_id, e.role, e.reason, e.made_at_ms
    from exclusions e join people o on o.phone = e.phone
  union all
  select e.id, e.contest_id, s.person_id, e.role, e.reason, e.made_at_ms
    from exclusions e join slips s on e.way = 'slip' and s.contest_id = e.contest_id and s.code_hash = e.mark_hash
    where s.person_id is not null
  union all
  select e.id, e.contest_id, i.person_id, e.role, e.reason, e.made_at_ms
    from exclusions e join person_identities i on i.way = e.way and i.subject_hash = e.mark_hash;
