import type { AddressInfo } from 'node:net';
import type { OrganizersEntry } from './accounts/first-account.ts';
import { addressesInReach, addressHere, listensToItself, listLanAddresses } from './platform/lan-addresses.ts';

export type BannerInput = {
  bound: AddressInfo;
  publicUrl: string | null;
  /** The link that makes the first account, once; else where those who have one sign in. */
  organizers: OrganizersEntry;
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

function listLines({ demo, bound, organizers }: BannerInput, { local, others, link, alone }: Addresses): string[] {
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
    organizers.first
      ? `  Lập tài khoản đầu tiên của Ban Tổ chức (liên kết dùng một lần, trong 24 giờ): ${link}`
      : `  Ban Tổ chức đăng nhập: ${link}`,
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
    organizers.first
      ? `  Make the first account of the organizers (the link works once, within 24 hours): ${link}`
      : `  Organizers sign in: ${link}`,
    ...(demo ? ['  A demonstration contest with made-up data is there.'] : []),
  ];
}

/** Prints where the server is reached: addresses, a code for phones, where organizers go. Source: SPEC O3, D3, B10. */
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
  const link = `${input.publicUrl ?? local}${input.organizers.path}`;
  const [phone] = others;
  const alone = input.publicUrl === null && listensToItself(input.bound);
  const code = phone === undefined ? '' : `\n${await drawCode(phone)}\n`;
  out(`\n${listLines(input, { local, others, link, alone }).join('\n')}\n${code}`);
}
