-- Whom a settled round counts for which unit, sealed, as its close leaf has it: the root can be made again when somebody's key is
-- gone. person: the pseudonym; unit: the seal, null where there was no key any more. [Z2, Z15]
create table close_members (
  round_id uuid not null references rounds,
  person uuid not null,
  unit text,
  primary key (round_id, person)
);
create trigger append_only before update or delete or truncate on close_members
  for each statement execute function refuse_rewriting();

-- Where a person's key goes, what was written of the person beside the ledger goes too. [Z2, F20, F24]
create function forget_words() returns trigger language plpgsql as $$
begin
  delete from certificate_names n using certificates c
    where n.certificate_id = c.id and c.contestant_id = old.contestant_id;
  delete from complaint_words w using complaints c where w.complaint_id = c.id and c.contestant_id = old.contestant_id;
  return null;
end $$;
create trigger forget_words after update of key on contestant_seals for each row
  when (old.key is not null and new.key is null) execute function forget_words();
create trigger forget_words_too after delete on contestant_seals for each row execute function forget_words();
