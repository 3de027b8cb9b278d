import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { type BannerInput, drawCode, printBanner } from './banner.ts';

const everywhere = { address: '0.0.0.0', family: 'IPv4', port: 3000 };
const input: BannerInput = {
  bound: everywhere,
  publicUrl: null,
  organizers: { path: '/o/abc', first: true },
  demo: false,
};

async function print(change: Partial<BannerInput>, lanAddresses: string[] = ['192.168.1.20']): Promise<string> {
  const printed: string[] = [];
  await printBanner({ ...input, ...change }, (text) => printed.push(text), lanAddresses);
  return printed.join('');
}

describe('banner', () => {
  it('prints the address of this machine, that of the network and its code, Vietnamese first', async () => {
    const text = await print({});
    expect(text).toContain('http://localhost:3000');
    expect(text).toContain('http://192.168.1.20:3000');
    expect(text).toContain(await drawCode('http://192.168.1.20:3000'));
    expect(text.indexOf('đã sẵn sàng')).toBeLessThan(text.indexOf('is ready'));
  });

  it('[O3] says whether the link makes the first account or organizers sign in, in both languages', async () => {
    const first = await print({});
    expect(first).toContain('Lập tài khoản đầu tiên của Ban Tổ chức');
    expect(first).toContain('Make the first account of the organizers');
    const later = await print({ organizers: { path: '/to-chuc', first: false } });
    expect(later).toContain('Ban Tổ chức đăng nhập: http://localhost:3000/to-chuc');
    expect(later).toContain('Organizers sign in: http://localhost:3000/to-chuc');
    expect(later).not.toContain('liên kết dùng một lần');
  });

  it('[O3] gives the link for organizers at the address people type, whose code it draws', async () => {
    const text = await print({ publicUrl: 'https://thi.example.vn' });
    expect(text).toContain('https://thi.example.vn/o/abc');
    expect(text).toContain(await drawCode('https://thi.example.vn'));
    expect(text).not.toContain('192.168.1.20');
    expect(await print({})).toContain('http://localhost:3000/o/abc');
  });

  it('the code is drawn module by module, with light all round', async () => {
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]+m`, 'g');
    const lines = (await drawCode('https://thi.example.vn')).replace(escapes, '').split('\n');
    const isDark = (row: number, column: number): number => {
      const half = lines[row >> 1]?.[column] ?? '';
      return (row % 2 === 0 ? '▀█' : '▄█').includes(half) ? 1 : 0;
    };
    const { modules } = qrcode.create('https://thi.example.vn', { errorCorrectionLevel: 'L' });
    const size = modules.size + 4;
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([size]));
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        const outside = Math.min(row, column) < 2 || Math.max(row, column) >= size - 2;
        expect(isDark(row, column)).toBe(outside ? 0 : modules.get(row - 2, column - 2));
      }
    }
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['::1', 'http://[::1]:3000'],
  ])(
    '[B10] a server that listens on %s names that address alone, and says that no other device gets in',
    async (address, local) => {
      const text = await print({ bound: { ...everywhere, address } });
      expect(text).toContain(`Trên máy này:     ${local}\n`);
      expect(text).toContain(`${local}/o/abc`);
      expect(text).not.toMatch(/192\.168\.1\.20|Trên điện thoại|On a phone|▄/);
      for (const words of ['Chỉ máy này vào được', 'This machine alone', 'HOST=0.0.0.0', 'PUBLIC_URL'])
        expect(text).toContain(words);
    },
  );

  it('[B10] behind a proxy on the same machine the public address is named, and nothing is amiss', async () => {
    const text = await print({ bound: { ...everywhere, address: '127.0.0.1' }, publicUrl: 'https://thi.example.vn' });
    expect(text).toContain(await drawCode('https://thi.example.vn'));
    expect(text).not.toMatch(/Chỉ máy này|This machine alone/);
    expect(await print({})).not.toMatch(/Chỉ máy này|This machine alone/);
  });

  it('[B10] a server that listens on one address of its network prints that one', async () => {
    const text = await print({ bound: { ...everywhere, address: '10.0.0.7' } }, ['192.168.1.20', '10.0.0.7']);
    expect(text).toContain(await drawCode('http://10.0.0.7:3000'));
    expect(text).not.toMatch(/192\.168|localhost/);
  });

  it('without a network it draws no code', async () => {
    expect(await print({}, [])).not.toContain('▄');
  });

  it('[D3] says that the contest is a demonstration, only when it is', async () => {
    expect(await print({})).not.toMatch(/demonstration|trình diễn/);
    const text = await print({ demo: true });
    for (const words of ['trình diễn', 'demonstration']) expect(text).toContain(words);
  });
});
