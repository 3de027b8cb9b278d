-- Devices by which somebody has signed in: their codes and counts are apart from those of strangers who name the number. [S3b, W8c]

-- device_hash: the hash of the device's id under the number, so that numbers are not joined up by a device.
create table known_devices (
  device_hash text primary key,
  person_id uuid not null references people on delete cascade,
  signed_in_at_ms bigint not null
);
create index known_devices_by_person on known_devices (person_id);
create index known_devices_by_time on known_devices (signed_in_at_ms);

-- by_known: requested by a device that has signed in with this number.
alter table sign_in_codes add column by_known boolean not null default false;
alter table sign_in_codes drop constraint sign_in_codes_one_a_number;
alter table sign_in_codes add constraint sign_in_codes_one_a_number unique (phone, by_known);
