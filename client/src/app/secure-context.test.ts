import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
);

/** Features that browsers give to secure contexts alone, and the one file that asks before it uses each. */
const asked: Record<string, string> = {
  clipboard: 'ui/copy-text.ts',
  serviceWorker: 'app/register-shell.ts',
  wakeLock: 'ui/use-awake.ts',
  share: 'pages/unit-leader/picture-share.tsx',
  canShare: 'pages/unit-leader/picture-share.tsx',
};
const features =
  /\b(?:crypto\.(randomUUID|subtle)|navigator\.(clipboard|share|canShare|wakeLock|serviceWorker|credentials|storage|locks|mediaDevices|geolocation|bluetooth|usb)|(caches)\.(?:open|match)|new (Notification)\b)/g;

describe('a page over plain HTTP', () => {
  it('[E1] no feature of secure contexts is used but where its absence is asked for first', () => {
    const found = files.flatMap((file) => {
      const text = readFileSync(path.join(source, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
      return [...text.matchAll(features)].flatMap((match) => {
        const feature = match.slice(1).find((name) => name !== undefined) ?? '';
        return asked[feature] === file.replaceAll('\\', '/') ? [] : [`${file}: ${match[0]}`];
      });
    });
    expect(found).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });
});
