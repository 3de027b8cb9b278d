import type { BudgetUse, FigureHours, MessagesView, RouteFigures } from '@hoithi/shared/contract/message-views';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { RouteInfo } from '../platform/gateway/message-gateway.ts';
import { readSpent } from '../platform/gateway/messages-sql.ts';
import { type OutcomeRow, readOutcomes } from './figures-sql.ts';

/** Whoever gets a code uses it within its five minutes. */
const ripeAfterMs = 5 * 60_000;
const suspectFrom = 20;
const suspectShare = 1 / 3;
const hourMs = 3_600_000;

type Spent = Awaited<ReturnType<typeof readSpent>>;

/** How each route does, in the order in which they are tried. SPEC S54. */
export async function viewMessages(
  app: Pick<App, 'clock' | 'db' | 'gateway'>,
  hours: FigureHours,
): Promise<MessagesView> {
  const nowMs = app.clock.nowMs();
  const day = vietnamDayOf(nowMs);
  const outcomes = await readOutcomes(app.db, nowMs - hours * hourMs, nowMs - ripeAfterMs);
  const spent = await readSpent(app.db, [day, day.slice(0, 7)]);
  const routes = app.gateway.routes.map((route) => ({
    ...viewRoute(
      route,
      outcomes.filter((each) => each.route === route.name),
    ),
    budget: viewBudget(route, spent, day),
  }));
  return { serverNowMs: nowMs, hours, ripeAfterMs, routes };
}

function viewRoute({ name, title }: RouteInfo, rows: readonly OutcomeRow[]): Omit<RouteFigures, 'budget'> {
  const sent = rows.find(({ why }) => why === null);
  const { messages = 0, codes = 0, codes_used: codesUsed = 0 } = sent ?? {};
  const failed = rows.flatMap((row) =>
    row.why === null ? [] : [{ why: row.why, messages: row.messages, lastAtMs: row.last_at_ms }],
  );
  return {
    ...{ name, title, sent: messages, codes, codesUsed },
    failed: failed.sort((a, b) => b.messages - a.messages),
    suspect: codes >= suspectFrom && codesUsed < codes * suspectShare,
    cost: rows.reduce((sum, { cost }) => sum + cost, 0),
  };
}

export function viewBudget({ name, budget }: RouteInfo, spent: Spent, day: string): BudgetUse[] {
  const used = (period: 'day' | 'month') =>
    spent.find((each) => each.route === name && each.period === (period === 'day' ? day : day.slice(0, 7)));
  const bounds = [
    { of: 'messages', period: 'day', max: budget.messagesPerDay },
    { of: 'messages', period: 'month', max: budget.messagesPerMonth },
    { of: 'money', period: 'day', max: budget.moneyPerDay },
    { of: 'money', period: 'month', max: budget.moneyPerMonth },
  ] as const;
  return bounds.flatMap(({ of, period, max }) =>
    max === null ? [] : [{ of, period, max, used: used(period)?.[of] ?? 0 }],
  );
}
