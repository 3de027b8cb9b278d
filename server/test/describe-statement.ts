import pg from 'pg';

/** A column of a statement's result. `nullable`: it is a table's column that may be null; null: PostgreSQL does not know. */
export type Column = { name: string; type: string; nullable: boolean };

type Described = { name: string; dataTypeID: number; tableID: number; columnID: number };
/** What the driver calls of a query in flight. */
type Connection = {
  parse(message: { name: string; text: string; types: number[] }, more: boolean): void;
  describe(message: { type: 'S'; name: string }, more: boolean): void;
  sync(): void;
};

/** Prepares and describes a statement without running it. Source: PostgreSQL manual, 55.2.3 (extended query). */
class Describe implements pg.Submittable {
  readonly columns: Promise<readonly Described[]>;
  readonly #text: string;
  #columns: readonly Described[] = [];
  #fault: Error | null = null;
  #resolve: (columns: readonly Described[]) => void = () => undefined;
  #reject: (fault: Error) => void = () => undefined;

  constructor(text: string) {
    this.#text = text;
    this.columns = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: unknown): void {
    const to = connection as Connection;
    to.parse({ name: '', text: this.#text, types: [] }, true);
    to.describe({ type: 'S', name: '' }, true);
    to.sync();
  }

  handleRowDescription({ fields }: { fields: readonly Described[] }): void {
    this.#columns = fields;
  }

  handleError(fault: Error): void {
    this.#fault = fault;
    this.#reject(fault);
  }

  handleReadyForQuery(): void {
    if (this.#fault === null) this.#resolve(this.#columns);
  }
}

/** A session of a migrated database that describes statements. */
export class Describer {
  readonly #client: pg.Client;
  readonly #types: ReadonlyMap<number, string>;
  /** Columns of tables that may be null, as `table.number`. */
  readonly #nullable: ReadonlySet<string>;

  private constructor(client: pg.Client, types: ReadonlyMap<number, string>, nullable: ReadonlySet<string>) {
    this.#client = client;
    this.#types = types;
    this.#nullable = nullable;
  }

  static async open(url: string): Promise<Describer> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const types = await client.query<{ oid: number; name: string }>(
      'select oid::int, format_type(oid, null) as name from pg_type',
    );
    const nullable = await client.query<{ key: string }>(
      `select attrelid || '.' || attnum as key from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relkind = 'r' and a.attnum > 0 and not a.attnotnull`,
    );
    return new Describer(
      client,
      new Map(types.rows.map(({ oid, name }) => [oid, name])),
      new Set(nullable.rows.map(({ key }) => key)),
    );
  }

  /** Rejects with what PostgreSQL says of a statement that does not fit the schema. */
  async describe(text: string): Promise<Column[]> {
    const { columns } = this.#client.query(new Describe(text));
    return (await columns).map(({ name, dataTypeID, tableID, columnID }) => ({
      name,
      type: this.#types.get(dataTypeID) ?? `type ${dataTypeID}`,
      nullable: this.#nullable.has(`${tableID}.${columnID}`),
    }));
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
