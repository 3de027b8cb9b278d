import { describe, expect, it } from 'vitest';
import { usualOverload } from '../limits/limit-settings.ts';
import { fitSockets, parseOpenFilesMax, readOpenFilesMax } from './open-files.ts';

const limitsText = (line: string) =>
  `Limit                     Soft Limit           Hard Limit           Units     
Max processes             96365                96365                processes 
${line}
Max locked memory         8388608              8388608              bytes     
`;

describe('the limit on open files', () => {
  it.each([
    ['Max open files            1024                 524288               files     ', 1_024],
    ['Max open files            20000                20000                files', 20_000],
    ['Max open files            65536                unlimited            files     ', 65_536],
    ['Max open files            unlimited            unlimited            files     ', Number.POSITIVE_INFINITY],
  ])('[W17] is the soft one: %s', (line, openFilesMax) => {
    expect(parseOpenFilesMax(limitsText(line))).toBe(openFilesMax);
  });

  it.each([
    ['Max open files            -1                   20000                files     '],
    ['Max open files            1e5                  20000                files     '],
    ['Max open files            0x400                20000                files     '],
    ['Max open files            20000                files     '],
    ['Max open files            20000                20000                bytes     '],
    ['max open files            20000                20000                files     '],
    [' Max open files           20000                20000                files     '],
    ['Max open files            1024                 1024                 files\nMax open files  9  9  files'],
    [''],
  ])('[W17] is unknown where the text is another one: %s', (line) => {
    expect(parseOpenFilesMax(limitsText(line))).toBeNull();
  });

  it.runIf(process.platform === 'linux')('[W17] is read of this process itself', () => {
    expect(readOpenFilesMax()).toBeGreaterThan(0);
  });
});

describe('sockets within the limit on open files', () => {
  it('[W17] what fits stays as configured, to the last file', () => {
    expect(fitSockets(usualOverload, 19_300)).toMatchObject({
      socketsMax: 19_000,
      guestSocketsMax: 4_000,
      lowered: null,
    });
    for (const limit of [65_536, Number.POSITIVE_INFINITY, null])
      expect(fitSockets(usualOverload, limit)).toMatchObject({ socketsMax: 19_000, lowered: null });
  });

  it('[W17] one file less is one socket less, and it is reported', () => {
    expect(fitSockets(usualOverload, 19_299)).toMatchObject({
      socketsMax: 18_999,
      lowered: { fromSocketsMax: 19_000, openFilesMax: 19_299 },
    });
  });

  it('[W17] guests keep their share, so that they cannot take all that is left', () => {
    expect(fitSockets({ socketsMax: 19_000, guestSocketsMax: 4_000 }, 1_024)).toMatchObject({
      socketsMax: 724,
      guestSocketsMax: 152,
    });
    expect(fitSockets({ socketsMax: 10_000, guestSocketsMax: 50_000 }, 1_300).guestSocketsMax).toBe(1_000);
  });

  it('[W17] where there is little, half of it is the reserve, and one socket always fits', () => {
    expect(fitSockets(usualOverload, 256).socketsMax).toBe(128);
    for (const limit of [0, 1, 2])
      expect(fitSockets(usualOverload, limit)).toMatchObject({ socketsMax: 1, guestSocketsMax: 1 });
  });
});
