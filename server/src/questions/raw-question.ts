import type { QuestionDraft } from '@hoithi/shared/contract/question';
import type { QuestionProblemReason } from '@hoithi/shared/contract/question-file';
import type { Audience } from '@hoithi/shared/contract/rules';

/** A picture or sound inside a file of questions, as it is there. `alt`: what the file says that it shows. */
export type RawMedia = { kind: 'picture' | 'sound'; bytes: Uint8Array; alt: string };

/** What a reader found out about one question besides its text. `refused`: it cannot be read. */
export type Note = {
  reason: QuestionProblemReason;
  severity: 'refused' | 'lost' | 'warned';
  value?: string;
  /** Where, if not at the question's own line. */
  line?: number;
  /** Beside `picture_left_out`, `sound_left_out`: it is not left out where it can be stored. */
  media?: RawMedia;
};

export type RawOption = { text: string; right: boolean };
export type RawAnswer =
  | { kind: 'choice'; options: readonly RawOption[]; several: boolean | null } // null: as the number of right ones says
  | { kind: 'number'; value: number | null; tolerance: number | null } // null: what stands there is no number
  | { kind: 'order'; options: readonly string[]; right: readonly number[] } // places of the options, first to last
  | { kind: 'text'; accepted: readonly string[] };

export type RawTranslation = {
  text: string;
  options: readonly string[];
  accepted: readonly string[];
  explanation: string;
};

/** A question as a file says it, neither checked nor cleaned. Every reader makes these; `buildQuestions` checks them all. */
export type RawQuestion = {
  line: number;
  text: string;
  answer: RawAnswer | null; // null only beside a refusal
  notes: readonly Note[];
  id?: string;
  topic?: string;
  difficulty?: QuestionDraft['difficulty'];
  audiences?: readonly Audience[];
  tags?: readonly string[];
  source?: { document: string; clause: string; date: string | null; validTo: string | null };
  explanation?: string;
  seconds?: number | null;
  translations?: Readonly<Record<string, RawTranslation>>;
  practiceOnly?: boolean;
};

/** A note about the file rather than a question of it. */
export type FileNote = Note & { line: number };
export type RawFile = { questions: RawQuestion[]; notes: FileNote[] };

export const refused = (reason: QuestionProblemReason, value = ''): Note => ({ reason, severity: 'refused', value });
/** A picture or sound that comes in with its question, if it can be stored. */
export const shown = (media: RawMedia, value = ''): Note => ({ ...lost(`${media.kind}_left_out`, value), media });
export const lost = (reason: QuestionProblemReason, value = ''): Note => ({ reason, severity: 'lost', value });
