import { strict as assert } from 'node:assert';
import type { FailureReason } from '@hoithi/shared/contract/message-views';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { Logger } from 'pino';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../db/database.ts';
import { callGateway, type GatewayAnswer, matches, readPath } from './call-gateway.ts';
import { fillTemplate } from './fill-template.ts';
import type { Message, MessageGateway, RouteInfo } from './message-gateway.ts';
import type { MessageRoute } from './message-route.ts';
import { giveBackSpent, insertTries, periodsOf, spend, type Try } from './messages-sql.ts';
import { RouteToken } from './route-token.ts';

type Deps = { db: Database; clock: Clock; log: Pick<Logger, 'warn'> };
type Tried = { why: FailureReason | null; detail: string; reference: string | null };

/** Failures in a row after which a route rests while others are tried first. */
const failuresMax = 3;
const restMs = 30_000;
const referenceLengthMax = 100;
/** It may have gone out all the same. */
const maySent: ReadonlySet<FailureReason> = new Set(['slow', 'unreadable']);

class BudgetSpent extends Error {}

/**
 * Sends messages by HTTP gateways, in the order of the settings: a route that fails, is slow, has too much to do or has spent
 * its budget gives way to the next. Whoever asks again for a code that never came gets another route first, since a gateway
 * may answer success and send nothing.
 *
 * Source   SPEC S3, S50-S56.
 */
export function httpGateway(app: Deps, routes: readonly MessageRoute[]): MessageGateway {
  const ways = routes.map((route) => new Way(app, route));
  return {
    routes: routes.map(infoOf),
    async send(message) {
      const tries: Try[] = [];
      const details: string[] = [];
      for (const way of orderFor(ways, message, app.clock.nowMs())) {
        const { why, detail, reference } = await way.send(message);
        const { name, price } = way.route;
        tries.push({ route: name, why, reference, price: why === null || maySent.has(why) ? price : 0 });
        if (why === null) break;
        details.push(`${name}: ${detail}`);
      }
      await saveTries(app, message, tries);
      if (tries.at(-1)?.why === null) {
        if (details.length > 0) app.log.warn({ reason: details.join('; ') }, 'a message went by a later route');
        return { ok: true };
      }
      return { ok: false, reason: details.join('; ') || 'no route carries it' };
    },
  };
}

const infoOf = ({ name, title, price, budget, reminder }: MessageRoute): RouteInfo => ({
  ...{ name, title, price, budget },
  purposes: reminder === null ? ['code'] : ['code', 'reminder'],
});

/** What became of a message must not decide whether it counts as sent. */
async function saveTries({ db, clock, log }: Deps, message: Message, tries: readonly Try[]): Promise<void> {
  const contestId = message.purpose === 'reminder' ? message.contestId : null;
  await insertTries(db, { id: message.id, purpose: message.purpose, contestId, atMs: clock.nowMs() }, tries).catch(
    (fault: unknown) => log.warn({ err: fault }, 'what became of a message could not be stored'),
  );
}

/** Routes that rest come last; those that a gateway asked to leave alone are left out while another is there. */
function orderFor(ways: readonly Way[], message: Message, nowMs: number): Way[] {
  const carrying = ways.filter(({ route }) => message.purpose === 'code' || route.reminder !== null);
  const first = message.purpose === 'code' && carrying.length > 0 ? message.earlier % carrying.length : 0;
  const turned = [...carrying.slice(first), ...carrying.slice(0, first)];
  return [...turned.filter((way) => !way.rests(nowMs)), ...turned.filter((way) => way.rests(nowMs))];
}

/** One route, with what is known of it in this process. */
class Way {
  readonly route: MessageRoute;
  readonly #app: Deps;
  readonly #token: RouteToken | null;
  #failures = 0;
  #restsUntilMs = 0;
  /** The gateway itself asked to wait. */
  #busyUntilMs = 0;

  constructor(app: Deps, route: MessageRoute) {
    this.route = route;
    this.#app = app;
    this.#token = route.token && new RouteToken(app, route.name, route.token);
  }

  rests(nowMs: number): boolean {
    return nowMs < Math.max(this.#restsUntilMs, this.#busyUntilMs);
  }

  async send(message: Message): Promise<Tried> {
    if (this.#app.clock.nowMs() < this.#busyUntilMs) return failed('paused', 'the gateway asked to wait');
    const day = vietnamDayOf(this.#app.clock.nowMs());
    if (!(await this.#spend(day))) return failed('budget', 'its budget is spent');
    const tried = await this.#exchange(message);
    this.#remember(tried);
    if (tried.why !== null && !maySent.has(tried.why)) await this.#giveBack(day);
    return tried;
  }

  async #exchange(message: Message): Promise<Tried> {
    const { route } = this;
    const token = await this.#readToken(null);
    if (route.token && token === null) return failed('token', 'it gives no token');
    const answer = await this.#call(message, token);
    if (!route.token || !isTokenGone(answer, route)) return this.#judge(answer);
    const renewed = await this.#readToken(token);
    if (renewed === null) return failed('token', 'the token is gone, and it gives no other');
    const second = await this.#call(message, renewed);
    return isTokenGone(second, route) ? failed('token', 'a new token is not taken') : this.#judge(second);
  }

  async #readToken(stale: string | null): Promise<string | null> {
    try {
      return (await this.#token?.read(stale)) ?? null;
    } catch (fault) {
      this.#app.log.warn({ err: fault }, 'the token of a message route could not be read or stored');
      return null;
    }
  }

  #call(message: Message, token: string | null): Promise<GatewayAnswer> {
    const { request, reminder, timeoutMs } = this.route;
    const body = message.purpose === 'reminder' ? (reminder?.body ?? request.body) : request.body;
    const values = { ...fillBlanks(message, this.route), ...(token === null ? {} : { token }) };
    return callGateway({ ...request, body }, values, timeoutMs);
  }

  #judge(answer: GatewayAnswer): Tried {
    if (!answer.ok) {
      if (answer.why === 'busy') this.#busyUntilMs = this.#app.clock.nowMs() + (answer.retryAfterMs ?? restMs);
      return failed(answer.why, answer.detail);
    }
    const { success, referencePath } = this.route;
    if (success !== null && answer.body === undefined) return failed('unreadable', 'the answer is not JSON');
    if (success !== null && !matches(answer.body, success)) return failed('refused', 'the answer says not sent');
    const reference = referencePath === null ? null : readPath(answer.body, referencePath);
    return { why: null, detail: '', reference: reference?.slice(0, referenceLengthMax) ?? null };
  }

  #remember({ why }: Tried): void {
    this.#failures = why === null ? 0 : this.#failures + 1;
    if (this.#failures >= failuresMax) this.#restsUntilMs = this.#app.clock.nowMs() + restMs;
  }

  get #hasBudget(): boolean {
    return Object.values(this.route.budget).some((each) => each !== null);
  }

  async #spend(day: string): Promise<boolean> {
    const { name, price, budget } = this.route;
    if (!this.#hasBudget) return true;
    try {
      await this.#app.db.transaction(async (tx) => {
        for (const period of periodsOf(day, budget))
          if (!(await spend(tx, name, price, period))) throw new BudgetSpent();
      });
      return true;
    } catch (fault) {
      if (fault instanceof BudgetSpent) return false;
      throw fault;
    }
  }

  async #giveBack(day: string): Promise<void> {
    const { name, price, budget } = this.route;
    if (!this.#hasBudget) return;
    const periods = periodsOf(day, budget).map(({ period }) => period);
    await giveBackSpent(this.#app.db, name, price, periods).catch((fault: unknown) =>
      this.#app.log.warn({ err: fault }, 'the budget of a message that was not sent could not be given back'),
    );
  }
}

const failed = (why: FailureReason, detail: string): Tried => ({ why, detail, reference: null });

const isTokenGone = (answer: GatewayAnswer, { token }: MessageRoute): boolean =>
  answer.status === 401 || (token?.gone != null && matches(answer.body, token.gone));

function fillBlanks(message: Message, route: MessageRoute): Record<string, string> {
  const { id, phone, locale } = message;
  assert(/^\+84\d{9}$/.test(phone), 'a message goes to a normalized number');
  const own: Record<string, string> =
    message.purpose === 'code' ? { code: message.code } : { contest: message.contest, address: message.address };
  const texts = message.purpose === 'code' ? route.texts : (route.reminder?.texts ?? route.texts);
  const text = fillTemplate(texts[locale], own, (value) => value);
  return { id, phone: `0${phone.slice(3)}`, phone84: phone.slice(1), text, ...own };
}
