import type { PaperLine } from './paper-line.ts';

/** The lines of one question as they were collected, and what is said below its options. */
export type PaperGroup = {
  line: number;
  /** The number that it has on the paper. */
  number: number | null;
  /** What stands in brackets beside the number: "Câu 3 (TH)". */
  beside: string;
  lines: PaperLine[];
  hasOptions: boolean;
  answer: string | null;
  explanation: string[];
  source: string;
  difficulty: string;
  topic: string;
  /** What the last line said, for lines that go on with it. */
  last: 'body' | 'answer' | 'explanation';
};

export const newGroup = (line: number, number: number | null, topic: string, beside = ''): PaperGroup => ({
  line,
  number,
  beside,
  lines: [],
  hasOptions: false,
  answer: null,
  explanation: [],
  source: '',
  difficulty: '',
  topic,
  last: 'body',
});
