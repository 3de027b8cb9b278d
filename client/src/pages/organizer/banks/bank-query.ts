/** What a list of questions is narrowed to, as it stands in the page's address and is sent to the server. */
export type BankQuery = Partial<Record<(typeof queryKeys)[number], string>>;
export const queryKeys = [
  'text',
  'topic',
  'state',
  'kind',
  'difficulty',
  'audience',
  'tag',
  'warning',
  'of',
  'order',
  'from',
] as const;

export function readQuery(search: string): BankQuery {
  const params = new URLSearchParams(search);
  return Object.fromEntries(queryKeys.flatMap((key) => (params.get(key) ? [[key, params.get(key)]] : [])));
}

/** With its `?`, or nothing. */
export function writeQuery(query: BankQuery): string {
  const params = new URLSearchParams(queryKeys.flatMap((key) => (query[key] ? [[key, query[key]]] : [])));
  return params.size > 0 ? `?${params}` : '';
}

export const apiPath = (bankId: string): string => `/api/organizer/banks/${bankId}`;
