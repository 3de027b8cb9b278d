import type { RouteBudget } from './message-gateway.ts';

/** A dotted path into a JSON answer, "data.0.status", and the values there that mean something. */
export type AnswerRule = { path: string; values: readonly string[] };

/** One HTTP request as the settings describe it; texts are templates. */
export type RequestTemplate = {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  /** null: nothing is sent in the body. */
  body: string | null;
};

/** A token that lives for a time, and a refresh token that works once and comes back renewed. SPEC S52. */
export type TokenSettings = {
  /** Its blank is {{refresh}}. */
  request: RequestTemplate;
  timeoutMs: number;
  /** The refresh token that the operator got; later ones are stored. */
  firstRefresh: string;
  accessPath: string;
  refreshPath: string;
  /** Where the answer says how many seconds the token lives; null: it does not say. */
  expiresPath: string | null;
  /** Answers to a message that say that the token is no longer taken, besides status 401. */
  gone: AnswerRule | null;
};

export type Texts = { vi: string; en: string };

/** One way on which messages reach phones. */
export type MessageRoute = {
  name: string;
  title: string;
  request: RequestTemplate;
  timeoutMs: number;
  /** The answer that means "sent"; null: any 2xx does. */
  success: AnswerRule | null;
  /** Where the answer names the message by the gateway's own id. */
  referencePath: string | null;
  token: TokenSettings | null;
  price: number;
  budget: RouteBudget;
  /** Of sign-in codes, with {{code}}. */
  texts: Texts;
  /** Of reminders, with the body that carries them; null: the route carries none. */
  reminder: { body: string | null; texts: Texts } | null;
};
