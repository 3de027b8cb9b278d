import { strict as assert } from 'node:assert';
import { parentPort } from 'node:worker_threads';
import type { FromJudge, ToJudge } from './judge-aside.ts';
import type { FactsPage } from './ledger-facts-sql.ts';
import { type JudgeOrder, judgeOrder } from './settle-lists.ts';

/** The thread that judges a large round: the order, then its pages; back come the lists in pages. SPEC W10. */

const rowsPerPage = 2_000; // small enough that answers are not delayed
const port = parentPort;
assert(port, 'this program runs in a thread');
const pages: FactsPage[] = [];
let order: JudgeOrder | null = null;

port.on('message', (message: ToJudge) => {
  if (message.kind === 'order') order = message.order;
  else if (message.kind === 'page') pages.push(message.page);
  else answer();
});

function answer(): void {
  assert(order, 'the order comes first');
  const send = (message: FromJudge) => port?.postMessage(message);
  const { lists, units, counts } = judgeOrder(order, pages);
  if (units.length > 0) send({ units });
  for (const { rows, ...list } of lists) {
    for (let from = 0; from === 0 || from < rows.length; from += rowsPerPage)
      send({ list, rows: rows.slice(from, from + rowsPerPage) });
  }
  send({ end: counts });
}
