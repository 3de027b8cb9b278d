import type { AddressInfo } from 'node:net';
import { addressesInReach, addressHere, listensToItself, listLanAddresses } from './platform/lan-addresses.ts';

export type BannerInput = {
  bound: AddressInfo;
  publicUrl: string | null;
  /** Path and query of the link that makes its reader the organizer, once. */
  organizerPath: string;
  demo: boolean;
};

/** Light modules around the code, which readers need on a dark terminal. */
const quietModules = 2;
const halves = [' ', '▄', '▀', '█'] as const; // neither, the lower, the upper, both

/** The code as text, two rows in one line of text, in colours of its own: dark on light on every terminal. */
export async function drawCode(url: string): Promise<string> {
  const { default: qrcode } = await import('qrcode'); // after the server listens, and only where there is a network
  const { modules } = qrcode.create(url, { errorCorrectionLevel: 'L' });
  const isDark = (row: number, column: number): boolean => {
    const inside = Math.min(row, column) >= 0 && Math.max(row, column) < modules.size;
    return inside && modules.get(row, column) === 1;
  };
  const columns = Array.from({ length: modules.size + 2 * quietModules }, (_, at) => at - quietModules);
  const rows = columns.filter((_, at) => at % 2 === 0);
  const drawRow = (row: number): string =>
    columns.map((column) => halves[(isDark(row, column) ? 2 : 0) + (isDark(row + 1, column) ? 1 : 0)]).join('');
  return rows.map((row) => `\u001b[47;30m${drawRow(row)}\u001b[0m`).join('\n');
}

type Addresses = { local: string; others: readonly string[]; link: string; alone: boolean };

function listLines({ demo, bound }: BannerInput, { local, others, link, alone }: Addresses): string[] {
  const addresses = (words: string) => others.map((url) => `  ${words} ${url}`);
  return [
    'Hội Thi đã sẵn sàng.',
    `  Trên máy này:     ${local}`,
    ...addresses('Trên điện thoại: '),
    ...(alone
      ? [
          `  Chỉ máy này vào được (HOST=${bound.address}); điện thoại và máy khác thì không.`,
          '  Đặt HOST=0.0.0.0 để mở ra mạng, hoặc PUBLIC_URL là địa chỉ của proxy đứng trước.',
        ]
      : []),
    `  Ban tổ chức (liên kết dùng một lần): ${link}`,
    ...(demo ? ['  Có sẵn một cuộc thi trình diễn với dữ liệu giả định.'] : []),
    '',
    'Hội Thi is ready.',
    `  On this machine:  ${local}`,
    ...addresses('On a phone:      '),
    ...(alone
      ? [
          `  This machine alone can reach it (HOST=${bound.address}); phones and other machines cannot.`,
          '  Set HOST=0.0.0.0 to open it to the network, or PUBLIC_URL to the address of a proxy before it.',
        ]
      : []),
    `  Organizers (the link works once): ${link}`,
    ...(demo ? ['  A demonstration contest with made-up data is there.'] : []),
  ];
}

/** Prints where the server is reached: addresses, a code for phones, the organizer's link. Source: SPEC O3, D3, B10. */
export async function printBanner(
  input: BannerInput,
  out: (text: string) => void,
  lanAddresses: readonly string[] = listLanAddresses(),
): Promise<void> {
  const local = addressHere(input.bound, 'localhost');
  const lan = addressesInReach(input.bound, () => [...lanAddresses]).map(
    (host) => `http://${host}:${input.bound.port}`,
  );
  const others = input.publicUrl === null ? lan : [input.publicUrl];
  const link = `${input.publicUrl ?? local}${input.organizerPath}`;
  const [phone] = others;
  const alone = input.publicUrl === null && listensToItself(input.bound);
  const code = phone === undefined ? '' : `\n${await drawCode(phone)}\n`;
  out(`\n${listLines(input, { local, others, link, alone }).join('\n')}\n${code}`);
}
