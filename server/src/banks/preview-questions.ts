import type { ImportPreview } from '@hoithi/shared/contract/question-import';
import type { ReadPaste } from '@hoithi/shared/contract/question-paste';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import { checkPaste, checkQuestionFile } from '../questions/check-question-file.ts';
import type { QuestionFileFound, QuestionFileOrder } from '../questions/read-question-file.ts';
import type { Acting } from '../web/sessions.ts';
import type { BankRow } from './banks-sql.ts';
import { mayInBank } from './find-bank.ts';
import { readBeside, readTexts } from './import-sql.ts';
import { keepMedia } from './keep-media.ts';
import { findSame } from './questions-sql.ts';
import { sameKeyOf } from './summarize-question.ts';

type BanksApp = Pick<App, 'clock' | 'db'>;
type Bank = Pick<BankRow, 'id'>;

/** Reads what was pasted and says what would come of it; no question is written. SPEC Q16. */
export const previewPaste = (app: BanksApp, by: Acting, bank: Bank, { paste, convert }: ReadPaste) =>
  previewRead(app, by, bank, { name: '', convert }, (order) => checkPaste(paste, order));

/** Reads a file and says what would come of it; no question is written. SPEC Q25. */
export const previewFile = (
  app: BanksApp,
  by: Acting,
  bank: Bank,
  given: Pick<QuestionFileOrder, 'name' | 'convert'>,
  file: Buffer,
) => previewRead(app, by, bank, given, (order) => checkQuestionFile(file, order));

/** What is read, with what of it the bank has already, and beside it what the bank nearly has. SPEC Q6. */
async function previewRead(
  app: BanksApp,
  by: Acting,
  bank: Bank,
  given: Pick<QuestionFileOrder, 'name' | 'convert'>,
  read: (order: QuestionFileOrder) => Promise<QuestionFileFound>,
): Promise<ImportPreview> {
  const known = await readTexts(app.db, bank.id);
  const order = { ...given, today: vietnamDayOf(app.clock.nowMs()), shuffled: true, known };
  const found = await keepMedia(app, bank.id, await read(order));
  const keys = found.questions.map(sameKeyOf);
  const numbers = new Map((await findSame(app.db, bank.id, keys)).map(({ same_key, number }) => [same_key, number]));
  const inBank = found.questions.flatMap(({ item }, at) => {
    const number = numbers.get(keys[at] ?? '');
    return number === undefined ? [] : [{ item, number }];
  });
  const near = (found.near ?? []).filter(({ item }) => !inBank.some((each) => each.item === item));
  const shown = [...inBank, ...near].map(({ number }) => number);
  const seesKeys = await mayInBank(app.db, by, bank.id, 'bank:key');
  const beside = shown.length === 0 ? [] : await readBeside(app.db, bank.id, shown);
  return {
    ...found,
    inBank,
    near,
    beside: beside.map(({ content, ...row }) => ({
      ...row,
      kind: content.kind,
      options: 'options' in content ? content.options.map(({ text }) => text) : [],
      right:
        seesKeys && 'options' in content && 'right' in content
          ? content.right.map((id) => content.options.findIndex((each) => each.id === id))
          : null,
    })),
  };
}
