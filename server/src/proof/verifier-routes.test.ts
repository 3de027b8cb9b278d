import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';

describe("the verifier's page", () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  it('[Z8] is sent under its own policy, as a page and as a file, and its hash is the published one', async () => {
    const page = await fetch(`${test.url}/verifier.html`);
    const html = await page.text();
    const about = (await (await fetch(`${test.url}/api/verifier`)).json()) as {
      value: { sha256: string; bytes: number };
    };
    expect(about.value).toEqual({
      sha256: createHash('sha256').update(html).digest('hex'),
      bytes: Buffer.byteLength(html),
    });
    expect(page.headers.get('content-type')).toContain('text/html');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; worker-src blob:/,
    );
    expect(policy).not.toMatch(/connect-src|unsafe|self/);
    expect(html).toContain(`content="${policy.replace("; frame-ancestors 'none'", '')}"`);
    // Whatever it needs stands in it.
    expect(html).not.toMatch(/<(script|link|img|iframe)[^>]* (src|href)="(?!data:)/);
    const saved = await fetch(`${test.url}/verifier.html?save=1`);
    expect(saved.headers.get('content-disposition')).toBe('attachment; filename="verifier.html"');
    expect(await saved.text()).toBe(html);
  });
});
