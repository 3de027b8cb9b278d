import type { RouteBudget } from './message-gateway.ts';
import type { MessageRoute } from './message-route.ts';

export const noBudget: RouteBudget = {
  messagesPerDay: null,
  messagesPerMonth: null,
  moneyPerDay: null,
  moneyPerMonth: null,
};

/** A route of a test, to a path of its own name. */
export const routeOf = (origin: string, name: string, change: Partial<MessageRoute> = {}): MessageRoute => ({
  name,
  title: name,
  request: {
    url: `${origin}/${name}`,
    method: 'POST',
    headers: {},
    body: '{"to":"{{phone}}","text":"{{text}}"}',
  },
  timeoutMs: 5_000,
  success: null,
  referencePath: null,
  token: null,
  price: 0,
  budget: noBudget,
  texts: { vi: 'Mã {{code}}', en: 'Code {{code}}' },
  reminder: null,
  ...change,
});
