-- How a contest looks: JSON text of pictures by hash, sponsors, colours. Each save is the next version. [X6]
create table contest_looks (
  contest_id uuid primary key references contests on delete cascade,
  version integer not null,
  look text not null,
  changed_at_ms bigint not null,
  actor text not null
);
