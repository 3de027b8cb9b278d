import { describe, expect, it } from 'vitest';
import { isShellPath, shellKeyOf, shellVersion } from './shell.ts';

describe('[E10] pages that a phone opens from itself', () => {
  it('are the home page, contests and the phones of a show, never those of staff, screens or what the server answers', () => {
    expect(['/', '/c/cds', '/c/cds/thi', '/thi', '/thi/123456'].filter(isShellPath)).toHaveLength(5);
    expect(
      ['/to-chuc', '/mc', '/man-hinh/abc', '/don-vi', '/api/contests/cds', '/cn/1', '/thia'].filter(isShellPath),
    ).toEqual([]);
  });

  it('are stored once for all contests, and apart from what may not stand in an app around it', () => {
    expect(shellKeyOf('/c/cds/the-le')).toBe(shellKeyOf('/c/khac'));
    expect(shellKeyOf('/c/cds')).not.toBe(shellKeyOf('/'));
  });

  it('are of another version when they name other scripts, and not when a shared link shows something else', () => {
    const page = (title: string, script: string) =>
      `<title>${title}</title><script type="module" src="/assets/${script}.js"></script><link href="/assets/base-1.js">`;
    expect(shellVersion(page('A', 'main-a1_b'))).toBe(shellVersion(page('B', 'main-a1_b')));
    expect(shellVersion(page('A', 'main-a1_b'))).not.toBe(shellVersion(page('A', 'main-a2')));
  });
});
