import type { Clock } from '../clock/clock.ts';
import type { Database } from '../db/database.ts';
import { setStatementTimeout } from '../db/statement-timeout.ts';
import { callGateway, readPath } from './call-gateway.ts';
import type { TokenSettings } from './message-route.ts';
import { insertTokenRow, lockToken, readToken, writeToken } from './messages-sql.ts';
import { openToken, sealToken, type Token } from './seal-token.ts';

type Deps = { db: Database; clock: Clock };
/** A token that ends sooner is renewed before it is used. */
const marginMs = 60_000;

/**
 * The token of a route. Its refresh token works once: one process at a time renews it, and the others read what it stored.
 *
 * Source  SPEC S52.
 */
export class RouteToken {
  readonly #app: Deps;
  readonly #route: string;
  readonly #settings: TokenSettings;
  #token: Token | null = null;
  /** It came back from the gateway and could not be stored: nobody else has it. */
  #unsaved = false;
  #renewing: Promise<Token | null> | null = null;

  constructor(app: Deps, route: string, settings: TokenSettings) {
    this.#app = app;
    this.#route = route;
    this.#settings = settings;
  }

  /** null: there is none, and the gateway gives none. `stale`: the one that was just refused. */
  async read(stale: string | null = null): Promise<string | null> {
    if (this.#token === null) this.#token = await this.#open(await readToken(this.#app.db, this.#route));
    const isGood = this.#isGood(this.#token, stale) && !this.#unsaved;
    if (isGood) return this.#token?.access ?? null;
    this.#renewing ??= this.#renew(stale).finally(() => {
      this.#renewing = null;
    });
    return (await this.#renewing)?.access ?? null;
  }

  #isGood(token: Token | null, stale: string | null): boolean {
    if (token === null || token.access === stale) return false;
    return token.expiresAtMs === null || token.expiresAtMs - marginMs > this.#app.clock.nowMs();
  }

  async #open(row: { sealed: string | null } | null): Promise<Token | null> {
    return row?.sealed ? openToken(this.#settings, row.sealed) : null;
  }

  async #renew(stale: string | null): Promise<Token | null> {
    const { db, clock } = this.#app;
    await insertTokenRow(db, this.#route);
    const token = await db.transaction(async (tx) => {
      await setStatementTimeout(tx);
      const stored = await this.#open(await lockToken(tx, this.#route));
      const found = this.#unsaved ? this.#token : stored;
      const renewed = this.#isGood(found, stale) ? found : await this.#request(found);
      if (renewed !== null && renewed !== stored) {
        [this.#token, this.#unsaved] = [renewed, true];
        await writeToken(tx, this.#route, await sealToken(this.#settings, renewed), clock.nowMs());
      }
      return renewed;
    });
    [this.#token, this.#unsaved] = [token, false];
    return token;
  }

  /** By the stored refresh token, else by that of the settings: a database from a backup holds one that was used since. */
  async #request(found: Token | null): Promise<Token | null> {
    const { firstRefresh } = this.#settings;
    const refreshes = [...new Set([...(found ? [found.refresh] : []), firstRefresh])];
    for (const refresh of refreshes) {
      const renewed = await this.#requestBy(refresh);
      if (renewed !== null) return renewed;
    }
    return null;
  }

  async #requestBy(refresh: string): Promise<Token | null> {
    const { request, timeoutMs, accessPath, refreshPath, expiresPath } = this.#settings;
    const answer = await callGateway(request, { refresh }, timeoutMs);
    const access = answer.ok ? readPath(answer.body, accessPath) : null;
    if (!access) return null;
    const seconds = expiresPath === null ? Number.NaN : Number(readPath(answer.body, expiresPath) ?? Number.NaN);
    const expiresAtMs = Number.isFinite(seconds) ? this.#app.clock.nowMs() + seconds * 1_000 : null;
    return { access, refresh: readPath(answer.body, refreshPath) || refresh, expiresAtMs };
  }
}
