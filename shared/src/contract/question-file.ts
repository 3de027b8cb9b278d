import type { QuestionDraft } from './question.ts';

/** A file of questions, read, previewed and only then written. SPEC Q8. */

export const questionFormats = ['gift', 'aiken', 'moodle', 'table', 'paper', 'json'] as const;
/** `table`: a workbook or divided text, Kahoot's sheet too. `paper`: a question paper, of Word or as text; Aiken is one.
 * `json`: a file of the bank that comes with the program. */
export type QuestionFormat = (typeof questionFormats)[number];

/** Fonts of before Unicode that a text may be typed for; it is converted once somebody says so. */
export const oldFonts = ['tcvn3', 'vni'] as const;
export type OldFont = (typeof oldFonts)[number];

/** Why the file as a whole gives nothing. Line 0. */
export const questionFileProblems = [
  'file_too_large',
  'file_too_heavy', // took more time or memory than a file may
  'format_unknown',
  'encoding_unread', // save it as UTF-8
  'old_font', // value: which; read it again with the conversion
  'spreadsheet_unread',
  'document_unread',
  'table_too_large',
  'header_missing',
  'json_unread',
  'xml_unread',
  'xml_entities',
  'too_many_questions',
  'nothing_found',
] as const;

/** Why one question is not read. */
export const questionProblems = [
  'text_missing',
  'text_too_long',
  'options_too_few',
  'options_too_many',
  'option_too_long',
  'options_same',
  'letters_out_of_order',
  'answer_missing',
  'answer_unknown', // it names no option
  'answer_ambiguous', // two readings, or two marks, that differ
  'kind_unsupported', // value: which
  'unclosed',
  'syntax',
  'number_invalid',
  'spelling_invalid',
  'quotes_unread',
  'translation_incomplete',
  'double', // value: the line of the first one
  'equation_unread',
] as const;

/** What was left out of a question that is read, or of the file. */
export const questionLosses = [
  'converted', // value: from which encoding or font
  'picture_left_out',
  'sound_left_out',
  'equation_as_text',
  'feedback_left_out',
  'weights_left_out',
  'order_not_kept', // options that were not to be shuffled
  'explanation_too_long',
  'source_invalid',
  'topic_invalid',
  'difficulty_unknown',
  'audience_unknown',
  'date_invalid',
  'seconds_missing',
  'seconds_invalid',
  'tags_invalid',
  'column_unknown',
  'sheet_left_out',
  'formula_without_value',
  'text_unplaced',
  'tracked_changes', // insertions are read, deletions are not
  'text_box_left_out',
  'embedded_document_left_out',
  'macros_left_out',
  'longer_than_stated', // than the sheet itself says
] as const;

export type QuestionProblemReason =
  | (typeof questionFileProblems)[number]
  | (typeof questionProblems)[number]
  | (typeof questionLosses)[number]
  | 'options_refer'
  | 'media_place_unsure' // it stands among or below the options
  | 'media_undescribed'
  | 'nearly_double'
  | 'options_alike';

/**
 * `line`: of text from 1 as an editor counts, the row of a sheet, the paragraph of a document; 0: the file. `item`: the number
 * of the question within the file, from 1, those that are not read counted too. `refused`: the question or the file is not
 * read; `lost`: read, without this; `warned`: read, to be looked at.
 */
export type QuestionProblem = {
  line: number;
  item: number | null;
  reason: QuestionProblemReason;
  severity: 'refused' | 'lost' | 'warned';
  value: string;
};

/** Advice that holds for many a good question, such as `no_source`. SPEC Q7. */
export type QuestionAdvice = { line: number; item: number | null; reason: string; value: string };

export type ReadQuestion = QuestionDraft & { line: number; item: number };

export type QuestionFileRead = {
  format: QuestionFormat | null;
  /** What the file is written in. `old_font` among the problems: it is to be read again, converted. */
  encoding: string | null;
  questions: ReadQuestion[];
  /** The first of them; the count is of all. */
  problems: QuestionProblem[];
  problemCount: number;
  advice: QuestionAdvice[];
  /** Where it was compared with a bank: questions that one of it nearly equals, by its number. */
  near?: { item: number; number: number }[];
};
