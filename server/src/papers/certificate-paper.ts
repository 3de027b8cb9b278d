import { foldText } from '@hoithi/shared/rules/fold';
import { Zip, ZipPassThrough } from 'fflate';
import { toString as drawCode } from 'qrcode';
import { JoinedPdf } from '../documents/join-pdf.ts';
import { type PaperPictures, typeset } from '../documents/typeset.ts';
import type { PrintedLook } from '../look/printed-look.ts';

/** One certificate as it is printed. `link`: of the page that says what is certified. */
export type PrintedCertificate = {
  name: string;
  unit: string;
  prize: string;
  list: string;
  number: string;
  no: number;
  link: string;
};
/** What is alike on all of them. */
export type CertificateSheet = {
  host: string;
  contest: string;
  placeAndDate: string;
  signer: { role: string; title: string; name: string };
  look: Pick<PrintedLook, 'logo' | 'colours'>;
};
/** How many are made, and the bytes of the file that are ready. */
export type CertificateStep = { done: number; bytes: Uint8Array; whole: boolean };

const words = {
  title: 'Giấy chứng nhận',
  heading: 'GIẤY CHỨNG NHẬN',
  state: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  given: 'Ban Tổ chức chứng nhận',
  check: 'Quét mã để kiểm tra giấy này, hoặc mở',
  won: 'Đạt',
} as const;

/** How many are set at once: little enough memory, and a step of about a second. */
const atOnce = 100;
const none = new Uint8Array();

async function set(
  sheet: CertificateSheet,
  pictures: PaperPictures,
  certificates: readonly PrintedCertificate[],
  tagged: boolean,
): Promise<Buffer> {
  const [only] = certificates;
  const { look, ...rest } = sheet;
  const data = {
    ...{ lang: 'vi' as const, title: words.title, author: sheet.host, ...rest, ...look },
    ...{ state: words.state, motto: words.motto, heading: words.heading, given: words.given, check: words.check },
    certificates: await Promise.all(
      certificates.map(async ({ name, unit, prize, list, number, link }) => ({
        ...{ name, unit, list, number, link, prize: `${words.won} ${prize}`, short: link.replace(/^https?:\/\//, '') },
        code: await drawCode(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 }),
      })),
    ),
  };
  return typeset(
    'certificate',
    certificates.length === 1 ? { ...data, title: `${words.title}: ${only?.name}` } : data,
    pictures,
    tagged,
  );
}

/**
 * All certificates in one file to print, or each as a file of its own in a ZIP, a step after the other. The file's bytes come
 * with the steps. One by one they are tagged; the one file is not.
 *
 * Source  SPEC F24.
 */
export async function* makeCertificates(
  as: 'pdf' | 'zip',
  sheet: CertificateSheet,
  pictures: PaperPictures,
  certificates: readonly PrintedCertificate[],
): AsyncGenerator<CertificateStep, void> {
  if (as === 'zip') yield* zipCertificates(sheet, pictures, certificates);
  else yield* joinCertificates(sheet, pictures, certificates);
}

async function* joinCertificates(
  sheet: CertificateSheet,
  pictures: PaperPictures,
  certificates: readonly PrintedCertificate[],
): AsyncGenerator<CertificateStep, void> {
  const joined = new JoinedPdf(words.title);
  for (let done = 0; done < certificates.length; ) {
    const page = certificates.slice(done, done + atOnce);
    joined.add(await set(sheet, pictures, page, false));
    done += page.length;
    yield { done, bytes: none, whole: false };
  }
  yield { done: certificates.length, bytes: joined.end(), whole: true };
}

async function* zipCertificates(
  sheet: CertificateSheet,
  pictures: PaperPictures,
  certificates: readonly PrintedCertificate[],
): AsyncGenerator<CertificateStep, void> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((fault, bytes) => {
    if (fault) throw fault;
    ready.push(bytes);
  });
  const take = (): Uint8Array => {
    const bytes = Buffer.concat(ready);
    ready = [];
    return bytes;
  };
  const digits = String(certificates.at(-1)?.no ?? 0).length;
  for (const [at, certificate] of certificates.entries()) {
    const { no, name } = certificate;
    const entry = new ZipPassThrough(
      `${String(no).padStart(Math.max(4, digits), '0')}-${foldText(name).replaceAll(' ', '-')}.pdf`,
    );
    zip.add(entry); // the files are packed in themselves
    entry.push(await set(sheet, pictures, [certificate], true), true);
    if ((at + 1) % 10 === 0) yield { done: at + 1, bytes: take(), whole: false };
  }
  zip.end();
  yield { done: certificates.length, bytes: take(), whole: true };
}
