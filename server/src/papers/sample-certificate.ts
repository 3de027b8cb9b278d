import { completeTexts } from '@hoithi/shared/rulebook/draft/complete';
import { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { asTitle } from '@hoithi/shared/rules/as-title';
import type { App } from '../app-parts.ts';
import type { DraftRow } from '../drafts/drafts-sql.ts';
import { readContent } from '../drafts/read-drafts.ts';
import { readPrintedLook } from '../look/printed-look.ts';
import { stepsInWorker } from '../platform/jobs/steps-in-worker.ts';
import type { CertificateSheet, makeCertificates, PrintedCertificate } from './certificate-paper.ts';

/** Nobody's: it says on its face that it is none. */
const sample = {
  ...{ name: 'Nguyễn Văn A', unit: 'Tên đơn vị', list: 'BẢN XEM THỬ, KHÔNG CÓ GIÁ TRỊ', number: 'Số: ……', no: 0 },
} as const;

/**
 * A certificate as a draft's prizes would have it, in the draft's own look, of nobody and without a number. Nothing is stored.
 * null: the draft is not whole, or has no prize.
 *
 * Source  SPEC J22.
 */
export async function sampleCertificate(
  app: Pick<App, 'db'>,
  draft: DraftRow,
  origin: string,
): Promise<Uint8Array | null> {
  const content = await readContent(app.db, draft);
  const read = Rulebook.safeParse(completeTexts(content.rulebook));
  const prizes = read.data?.awards.flatMap((award) => award.prizes) ?? [];
  const prize = prizes.find(({ certificate }) => certificate) ?? prizes[0];
  if (!read.success || !prize) return null;
  const { host, name, signer } = read.data.meta;
  const { logo, colours, pictures } = await readPrintedLook(app.db, content.look);
  const sheet: CertificateSheet = {
    ...{ host: host.vi.toLocaleUpperCase('vi'), contest: name.vi, look: { logo, colours } },
    placeAndDate: '………, ngày … tháng … năm ……',
    signer: { role: 'TM. BAN TỔ CHỨC', title: (signer ?? 'Trưởng Ban').toLocaleUpperCase('vi'), name: '' },
  };
  const certificate: PrintedCertificate = { ...sample, prize: asTitle(prize.label).vi, link: origin };
  const steps = stepsInWorker<typeof makeCertificates>({
    program: 'certificates-worker',
    given: ['pdf', sheet, pictures, [certificate]],
    ...{ memoryMaxMb: 768, msMax: 120_000 },
  });
  const made: Uint8Array[] = [];
  for await (const { bytes } of steps) made.push(bytes);
  return Buffer.concat(made);
}
