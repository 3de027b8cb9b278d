import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { type BannerInput, printBanner } from './banner.ts';

const input: BannerInput = { port: 3000, publicUrl: null, organizerPath: '/o/abc', demo: false, embedded: false };

function print(change: Partial<BannerInput>, lanAddresses: string[] = ['192.168.1.20']): string {
  const printed: string[] = [];
  printBanner({ ...input, ...change }, (text) => printed.push(text), lanAddresses);
  return printed.join('');
}

const codeOf = (url: string) => qrcode.toString(url, { type: 'utf8', errorCorrectionLevel: 'L', margin: 2 });

describe('banner', () => {
  it('tells the address of this machine, that of the network and its code, Vietnamese first', async () => {
    const text = print({});
    expect(text).toContain('http://localhost:3000');
    expect(text).toContain('http://192.168.1.20:3000');
    expect(text).toContain(await codeOf('http://192.168.1.20:3000'));
    expect(text.indexOf('đã sẵn sàng')).toBeLessThan(text.indexOf('is ready'));
  });

  it('[O3] gives the link for organizers at the address people type, whose code it draws', async () => {
    const text = print({ publicUrl: 'https://thi.example.vn' });
    expect(text).toContain('https://thi.example.vn/o/abc');
    expect(text).toContain(await codeOf('https://thi.example.vn'));
    expect(text).not.toContain('192.168.1.20');
    expect(print({})).toContain('http://localhost:3000/o/abc');
  });

  it('without a network it draws no code', () => {
    expect(print({}, [])).not.toContain('█');
  });

  it('[D3] says that the contest is a demonstration and the database for trying out, only when they are', () => {
    expect(print({})).not.toMatch(/demonstration|trình diễn|embedded|nhúng/);
    const text = print({ demo: true, embedded: true });
    for (const words of ['trình diễn', 'demonstration', 'nhúng', 'embedded']) expect(text).toContain(words);
  });
});
