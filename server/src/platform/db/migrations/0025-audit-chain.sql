-- The audit trail is a hash chain. Every entry gets its place in `audit_chain` when its transaction commits, with a hash over
-- itself and the hash of the place before, so that a changed, deleted, inserted or moved entry is found. [I20]

create table audit_chain (
  seq bigint primary key,
  audit_id bigint not null unique references audit,
  hash text not null
);
create trigger append_only before update or delete or truncate on audit_chain
  for each statement execute function refuse_rewriting();

-- Canonical JSON (RFC 8785). Keys of the trail are ASCII, for which the order of bytes is the order that it asks for.
create function canonical_json(given jsonb) returns text language plpgsql immutable as $$
declare n numeric;
begin
  case jsonb_typeof(given)
    when 'object' then
      return '{' || coalesce((select string_agg(to_json(key)::text || ':' || canonical_json(value), ',' order by key collate "C")
        from jsonb_each(given)), '') || '}';
    when 'array' then
      return '[' || coalesce((select string_agg(canonical_json(item), ',' order by place)
        from jsonb_array_elements(given) with ordinality as t(item, place)), '') || ']';
    when 'number' then
      n := given::text::float8::text::numeric;
      if n = 0 then return '0'; end if;
      if abs(n) >= 1e21 or abs(n) < 1e-6 then return regexp_replace(n::float8::text, 'e([+-])0+', 'e\1'); end if;
      return trim_scale(n)::text;
    else return given::text;
  end case;
end $$;

create function audit_hash(entry audit, seq bigint, previous text) returns text language sql stable
  return encode(sha256(convert_to(canonical_json(jsonb_build_object(
    'seq', seq, 'previous', previous, 'id', entry.id, 'contestId', entry.contest_id, 'organizationId', entry.organization_id,
    'atMs', entry.at_ms, 'actor', entry.actor, 'act', entry.act, 'object', entry.object, 'detail', entry.detail
  )), 'UTF8')), 'hex');

-- Runs when the transaction commits, so that nothing else waits while the lock is taken, and commits are in the chain's order.
-- A restore brings the chain of its file.
create function chain_audit() returns trigger language plpgsql as $$
declare last audit_chain;
begin
  if current_setting('hoithi.restoring', true) = 'on' then return null; end if;
  perform pg_advisory_xact_lock(7205904122);
  select * into last from audit_chain order by seq desc limit 1;
  insert into audit_chain (seq, audit_id, hash) values
    (coalesce(last.seq, 0) + 1, new.id, audit_hash(new, coalesce(last.seq, 0) + 1, coalesce(last.hash, '')));
  return null;
end $$;

-- Entries that are here already, in their order.
do $$
declare
  entry audit;
  at bigint := 0;
  last text := '';
begin
  for entry in select * from audit order by id loop
    at := at + 1;
    last := audit_hash(entry, at, last);
    insert into audit_chain (seq, audit_id, hash) values (at, entry.id, last);
  end loop;
end $$;

create constraint trigger chained after insert on audit deferrable initially deferred
  for each row execute function chain_audit();

-- Where the chain ended when something left the installation: a chain that was cut behind it is found. [I21]
create function audit_head() returns text language sql stable
  return (select seq || ' ' || hash from audit_chain order by seq desc limit 1);
alter table publications add column audit_head text;
alter table publications alter column audit_head set default audit_head();
alter table collective_publications add column audit_head text;
alter table collective_publications alter column audit_head set default audit_head();
alter table backups add column audit_head text;
alter table backups alter column audit_head set default audit_head();
