import type { Check } from './checks.ts';

/** The ledger holds ids, never names or phones. SPEC B2, S8. */

/** Free text of people about people: an organizer's reason, what happened in a show, who did it. */
const texts = `
  select 'audit ' || id as object, detail, actor || ' ' || object as words from audit
  union all select 'round_events ' || round_id || ' ' || seq, detail, actor from round_events
  union all select 'show_events ' || run_id || ' ' || seq, detail, actor from show_events
  union all select 'attempt_voids ' || attempt_id || ' ' || seq, to_jsonb(reason), actor from attempt_voids
  union all select 'unit_merges ' || contest_id || ' ' || seq, to_jsonb(reason), actor from unit_merges
  union all select 'rules_versions ' || contest_id || ' ' || version, '{}'::jsonb, actor from rules_versions`;

/** A Vietnamese phone, an e-mail address, or the twelve digits of an identity card, standing alone. */
const personal = String.raw`(^|[^0-9a-f-])((\+?84|0)[35789][0-9]{8}|0[0-9]{11})($|[^0-9a-f-])|[^\s@]+@[^\s@]+\.[a-z]{2,}`;

export const privacyChecks: readonly Check[] = [
  {
    id: 'audit.shape', // an object of short plain values; a list may hold ids
    sql: `select 'audit ' || a.id as object from audit a where jsonb_typeof(a.detail) <> 'object'
      or exists (select 1 from jsonb_path_query(a.detail, 'strict $.**') v
        where jsonb_typeof(v) = 'string' and length(v #>> '{}') > 1000)
      or exists (select 1 from jsonb_path_query(a.detail, 'strict $.** ? (@.type() == "object").keyvalue().key') k
        where lower(k #>> '{}') in ('name', 'fullname', 'phone', 'address', 'email', 'nationalid', 'birthdate', 'nickname'))`,
  },
  {
    id: 'ledger.phones',
    sql: `select t.object from (${texts}) t where t.words ~ '${personal}'
      or exists (select 1 from jsonb_path_query(t.detail, 'strict $.** ? (@.type() == "string")') v where v #>> '{}' ~ '${personal}')`,
  },
  {
    id: 'ledger.names', // whole values that are the name of somebody known
    sql: `select distinct t.object from (${texts}) t, lateral (
        select lower(v #>> '{}') as word from jsonb_path_query(t.detail, 'strict $.** ? (@.type() == "string")') v
        union all select lower(t.words)) w
      join (select distinct lower(name) as name from profiles where name like '% %') p on p.name = w.word`,
  },
];
