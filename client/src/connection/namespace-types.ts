import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';

/** Types of message, answer and view, inferred from a namespace's event map in the contract. */

/** A bound for event maps; every use infers the exact types. */
export type EventMap = { [event: string]: (...values: never[]) => void };

type Request<Message, Answer> = (message: Message, ack: (answer: Answer) => void) => void;
type EmptyRequest<Answer> = (ack: (answer: Answer) => void) => void;

export type AnswerOf<Command> =
  Command extends EmptyRequest<Result<infer T>>
    ? Result<T>
    : Command extends Request<infer _Message, infer Answer>
      ? Answer
      : never;
export type MessageOf<Command> =
  Command extends EmptyRequest<Result<infer _T>>
    ? undefined
    : Command extends Request<infer Message, infer _Answer>
      ? Message
      : never;

export type EnterOf<ToServer> = ToServer extends { 'view:enter': infer Enter } ? MessageOf<Enter> : never;
export type ViewOf<ToServer> = ToServer extends { 'view:enter': infer Enter }
  ? AnswerOf<Enter> extends Result<infer View>
    ? View
    : never
  : never;
export type ListenerOf<Event> = Event extends (...values: infer Values) => void ? (...values: Values) => void : never;

/** What happens to a message sent now: saved at once, sent again until the store works, or sent once there is a connection. */
export type ConnectionState = 'well' | 'store-failure' | 'offline';
export const connectionStateOf = ({
  online,
  storeFailure,
}: Pick<NamespaceState<unknown>, 'online' | 'storeFailure'>): ConnectionState =>
  !online ? 'offline' : storeFailure ? 'store-failure' : 'well';

export type NamespaceState<View> = {
  /** The newest view; it stays while the connection is lost. */
  view: View | null;
  online: boolean;
  /** What this session may do here, where the namespace says so. */
  may: readonly string[];
  /** The server answers and cannot save: messages are sent again until it can. */
  storeFailure: boolean;
  /** HTTP is the fallback where no WebSocket opens. */
  way: 'socket' | 'http';
  /** Why the server refused the entry. */
  refused: Refusal | null;
};
