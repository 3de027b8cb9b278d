import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';

/** Reads message, answer and view out of a room's event map as the contract types it. */

/** A bound for event maps; every use infers the exact types. */
export type EventMap = { [event: string]: (...told: never[]) => void };

type Asks<Message, Answer> = (message: Message, ack: (answer: Answer) => void) => void;
type AsksNothing<Answer> = (ack: (answer: Answer) => void) => void;

export type AnswerOf<Command> =
  Command extends AsksNothing<Result<infer T>>
    ? Result<T>
    : Command extends Asks<infer _Message, infer Answer>
      ? Answer
      : never;
export type MessageOf<Command> =
  Command extends AsksNothing<Result<infer _T>>
    ? undefined
    : Command extends Asks<infer Message, infer _Answer>
      ? Message
      : never;

export type EnterOf<ToServer> = ToServer extends { 'view:enter': infer Enter } ? MessageOf<Enter> : never;
export type ViewOf<ToServer> = ToServer extends { 'view:enter': infer Enter }
  ? AnswerOf<Enter> extends Result<infer View>
    ? View
    : never
  : never;
export type PeerWatch<Event> = Event extends (...told: infer Told) => void ? (...told: Told) => void : never;

/** How things said now fare: kept at once, held until the store is back, or held until the line is. */
export type ConnectionState = 'well' | 'store-away' | 'offline';
export const connectionStateOf = ({
  online,
  storeFailure,
}: Pick<NamespaceState<unknown>, 'online' | 'storeFailure'>): ConnectionState =>
  !online ? 'offline' : storeFailure ? 'store-away' : 'well';

export type NamespaceState<View> = {
  /** The newest view, kept while the line is down. */
  view: View | null;
  online: boolean;
  /** The server answers, and cannot keep what was sent: it is sent again until it can. */
  storeFailure: boolean;
  /** HTTP is the spare way, where no socket comes. */
  way: 'socket' | 'http';
  /** Why the room would not let us in. */
  refused: Refusal | null;
};
