-- Sounds beside pictures. width and height: px, of a picture; duration_ms: of a sound. [X1, X9]
alter table media drop constraint media_type_check;
alter table media add constraint media_type_check
  check (type in ('image/jpeg', 'image/png', 'audio/mpeg', 'audio/mp4', 'audio/wav'));
alter table media alter column width drop not null;
alter table media alter column height drop not null;
alter table media add column duration_ms integer;
alter table media add constraint media_measured check (
  case when type like 'image/%' then width is not null and height is not null and duration_ms is null
  else width is null and height is null and duration_ms is not null end);

-- What questions of banks use. until_ms: a use that ends by itself, of what was sent and is not saved yet. [X4, X10]
alter table media_uses add column bank_id uuid references banks on delete cascade;
alter table media_uses add column until_ms bigint;
create index media_uses_by_bank on media_uses (bank_id) where bank_id is not null;
create index media_uses_by_until on media_uses (until_ms) where until_ms is not null;
