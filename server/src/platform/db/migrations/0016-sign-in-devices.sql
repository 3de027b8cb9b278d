-- Device tokens are signed with a key of the installation. One sign-in code at a time for a number, and how many were sent. [W3, S3]

-- device_key: made by the process that first needs it, 32 bytes as base64url. null: not made yet.
alter table installation add column device_key text;

-- sent_at_ms: when codes were sent to the number in the last day, so that they are bounded in an hour and in a day.
alter table sign_in_codes add column sent_at_ms bigint[] not null default '{}';
delete from sign_in_codes c using sign_in_codes later
  where later.phone = c.phone and (later.made_at_ms, later.id) > (c.made_at_ms, c.id);
update sign_in_codes set sent_at_ms = array[made_at_ms];
drop index sign_in_codes_by_phone;
alter table sign_in_codes add constraint sign_in_codes_one_a_number unique (phone);
create index sign_in_codes_by_time on sign_in_codes (made_at_ms);
