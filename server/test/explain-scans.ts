import type { Database } from '../src/platform/db/database.ts';

type Plan = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
};
type Index = { name: string; table: string; leading: string };

/** Tables that grow with people and what they do; all others have what is decided by hand. */
export const growingTables = [
  'answers',
  'attempts',
  'audit',
  'consents',
  'contestants',
  'handouts',
  'people',
  'player_names',
  'predictions',
  'profiles',
  'sessions',
  'show_answers',
  'show_players',
  'sign_in_codes',
  'standing_rows',
  'submissions',
  'unit_memberships',
] as const;

/** Reports which tables that grow a statement reads whole where no table may be scanned from its beginning. */
export class ScanReader {
  readonly #db: Database;
  readonly #indexes: ReadonlyMap<string, Index>;

  private constructor(db: Database, indexes: readonly Index[]) {
    this.#db = db;
    this.#indexes = new Map(indexes.map((index) => [index.name, index]));
  }

  static async open(db: Database): Promise<ScanReader> {
    const indexes = await db.query<Index>(
      `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as table, a.attname::text as leading
       from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indrelid::regclass::text = any($1)`,
      [growingTables],
    );
    return new ScanReader(db, indexes);
  }

  /** An index counts as used only where its first column is given: else all of it is walked, or most. */
  async wholeScans(text: string): Promise<string[]> {
    const plan = await this.#db.transaction(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      const rows = await tx.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (generic_plan, format json) ${text}`);
      return rows[0]?.['QUERY PLAN'][0]?.Plan;
    });
    if (!plan) throw new Error('PostgreSQL explained nothing');
    return [...new Set(this.#scansOf(plan))];
  }

  #scansOf(node: Plan): string[] {
    const inside = (node.Plans ?? []).flatMap((each) => this.#scansOf(each));
    const index = this.#indexes.get(node['Index Name'] ?? '');
    if (index) {
      const given = new RegExp(`\\(${index.leading} (=|<|>)`).test(node['Index Cond'] ?? '');
      return given ? inside : [...inside, `${index.table} by ${index.name}`];
    }
    const table = growingTables.find((name) => name === node['Relation Name']);
    const whole = table !== undefined && node['Node Type'] === 'Seq Scan';
    return whole ? [...inside, table] : inside;
  }
}

type Body = { name: string; source: string; args: string[]; types: string[] };

/** The statements inside the functions of the hot commits, with parameters instead of names. */
export async function readFunctionStatements(db: Database): Promise<{ place: string; text: string }[]> {
  const bodies = await db.query<Body>(
    `select p.proname::text as name, p.prosrc as source, p.proargnames as args,
            array(select format_type(t, null) from unnest(p.proargtypes) as t) as types
     from pg_proc p join pg_language l on l.oid = p.prolang
     where p.pronamespace = 'public'::regnamespace and l.lanname = 'plpgsql' and p.prorettype <> 'trigger'::regtype`,
  );
  return bodies.flatMap(({ name, source, args, types }) => {
    const inner = source
      .replace(/--.*$/gm, '')
      .replace(/^[\s\S]*?\bbegin\b/, '')
      .replace(/\bend\s*;?\s*$/, '');
    const statements = inner.split(';').map((each) => each.trim());
    return statements
      .filter((each) => each !== '')
      .map((each) => {
        const sql = each.replace(/^perform\b/, 'select').replace(/^return query\b/, '');
        const text = types.reduce(
          (said, type, at) => said.replace(new RegExp(`(?<![.\\w])${args[at]}(?![\\w(])`, 'g'), `$${at + 1}::${type}`),
          sql,
        );
        return { place: `function ${name}`, text };
      });
  });
}
