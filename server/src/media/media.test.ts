import { randomUUID } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import type { StoredPicture } from '@hoithi/shared/contract/media';
import type { Result } from '@hoithi/shared/contract/result';
import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { deleteUnusedMedia } from './delete-unused.ts';
import { readMedia, setUses } from './media-sql.ts';
import { pictureBounds } from './picture-bounds.ts';
import { storePicture } from './store-picture.ts';
import { storeSound } from './store-sound.ts';
import { wav } from './test-sounds.ts';

const blank = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 50, b: 31, alpha: 0.5 } } });

/** A PNG that says it is 20,000 by 20,000: a few bytes that would take 1.6 GB. */
async function pngBomb(): Promise<Buffer> {
  const png = await blank(200, 200).png().toBuffer();
  png.writeUInt32BE(20_000, 16);
  png.writeUInt32BE(20_000, 20);
  const { crc32 } = await import('node:zlib');
  if (crc32) png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

const svg = (before: string) =>
  Buffer.from(`${before}<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`);
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(500)]);

describe('pictures', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const store = (bytes: Buffer, type = '', bounds = pictureBounds.logo) =>
    storePicture(test.app, { bytes, type }, bounds);
  async function stored(...given: Parameters<typeof store>): Promise<StoredPicture> {
    const made = await store(...given);
    if (!made.ok) throw new Error(`refused: ${JSON.stringify(made.refusal)}`);
    return made.value;
  }
  const why = (result: Result<unknown>) =>
    result.ok ? 'taken' : 'why' in result.refusal ? result.refusal.why : result.refusal.code;
  const get = (hash: string, cookie = '', etag = '') =>
    fetch(`${test.url}/api/pictures/${hash}`, { headers: { cookie, 'if-none-match': etag } });
  async function draftOf(organizationId: string): Promise<string> {
    const id = randomUUID();
    await test.db.query(
      "insert into drafts (id, organization_id, title, version, made_by, made_at_ms) values ($1, $2, '', 1, 'x', 1)",
      [id, organizationId],
    );
    return id;
  }
  const use = (draftId: string, hashes: string[], isPublic = false) =>
    setUses(test.db, { kind: 'draft', draftId }, { hashes, isPublic, atMs: test.clock.nowMs() });

  it('[X1] what is no still JPEG, PNG or WebP, or lies about its type, is refused by its own name and nothing is written', async () => {
    const png = await blank(300, 200).png().toBuffer();
    const gif = await blank(300, 200).gif().toBuffer();
    const frames = await sharp(await blank(100, 300).png().toBuffer(), {})
      .webp()
      .toBuffer();
    const moving = await sharp([await blank(100, 100).png().toBuffer(), await blank(100, 100, 4).png().toBuffer()], {
      join: { animated: true },
    })
      .webp({ loop: 0 })
      .toBuffer();
    const movingPng = Buffer.concat([png.subarray(0, 33), Buffer.from('\0\0\0\0acTL\0\0\0\0'), png.subarray(33)]);
    const cases: [string, Buffer, string?][] = [
      ['svg', svg('')],
      ['svg', svg('<?xml version="1.0"?>\n<!-- a -->\n'), 'image/png'],
      ['svg', Buffer.from(`\ufeff${svg('').toString()}`, 'utf16le')],
      ['heic', heic, 'image/jpeg'],
      ['gif', gif],
      ['animated', moving],
      ['animated', movingPng],
      ['another-type', png, 'image/jpeg'],
      ['another-type', frames, 'image/png'],
      ['not-a-picture', Buffer.from('<html><script>1</script></html>'), 'image/png'],
      ['not-a-picture', Buffer.alloc(0)],
      ['too-large', Buffer.concat([png, Buffer.alloc(limits.pictureBytesMax)])],
      ['too-many-pixels', await pngBomb()],
      ['too-small', await blank(40, 40).png().toBuffer()],
      ['broken', png.subarray(0, png.length - 60)],
      ['broken', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(900, 7)])],
    ];
    const found: [string, string][] = [];
    for (const [expected, bytes, type] of cases) found.push([expected, why(await store(bytes, type))]);
    expect(found).toEqual(cases.map(([expected]) => [expected, expected]));
    expect(await test.db.query('select 1 from media')).toEqual([]);
  });

  it('[X2] [X3] it is drawn anew without what it carried, upright, as small as its purpose needs, under the hash of its bytes', async () => {
    const sent = await blank(3_000, 1_500)
      .jpeg()
      .withExif({ IFD0: { Artist: 'Nguyễn Văn A' }, IFD3: { GPSLatitude: '18/1 20/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const picture = await stored(sent, 'image/jpeg', { ...pictureBounds.question } as never);
    expect([picture.type, picture.width, picture.height]).toEqual(['image/jpeg', 800, 1_600]);
    const media = await readMedia(test.db, picture.hash);
    const { exif, orientation } = await sharp(media?.bytes).metadata();
    expect([exif, orientation]).toEqual([undefined, undefined]);
    expect((await stored(sent, '', { ...pictureBounds.question } as never)).hash).toBe(picture.hash);
    const logo = await stored(await blank(400, 200, 4).webp({ lossless: true }).toBuffer(), 'image/webp');
    expect([logo.type, logo.width]).toEqual(['image/png', 400]);
  });

  it('[X5] a picture of a draft is for its organization alone, one of something public for everybody, as a picture and nothing else', async () => {
    const { hash } = await stored(await blank(210, 210).png().toBuffer());
    expect((await get(hash)).status).toBe(404);
    const own = await openAccount(test, [{ role: 'secretary', contestId: null, unitCode: null }]);
    const [organization] = await test.db.query<{ id: string }>(
      'select id from organizations order by made_at_ms limit 1',
    );
    const draftId = await draftOf(organization?.id ?? '');
    await use(draftId, [hash]);
    const cookie = `hoithi_staff=${own.session.token}`;
    expect([(await get(hash)).status, (await get(hash, cookie)).status]).toEqual([404, 200]);
    const other = randomUUID();
    await test.db.query("insert into organizations (id, name, made_at_ms) values ($1, 'Khác', 9000000000000)", [other]);
    const stranger = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }], other);
    expect((await get(hash, `hoithi_staff=${stranger.session.token}`)).status).toBe(404);

    await use(draftId, [hash], true);
    const open = await get(hash);
    expect(open.status).toBe(200);
    expect(Object.fromEntries(open.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await get(hash, '', open.headers.get('etag') ?? '')).status).toBe(304);
    expect((await get('%2e%2e%2fetc%2fpasswd')).status).toBe(404);
  });

  it('[X11] one range of bytes is sent alone; none, several or another version get the whole, and one beyond the end is refused', async () => {
    const draftId = await draftOf(
      (await test.db.query<{ id: string }>('select id from organizations order by made_at_ms limit 1'))[0]?.id ?? '',
    );
    const sound = await storeSound(test.app, { bytes: wav(2), type: 'audio/wav' });
    if (!sound.ok) throw new Error(sound.refusal.code);
    await use(draftId, [sound.value.hash], true);
    const whole = Buffer.from(await (await get(sound.value.hash)).arrayBuffer());
    const part = async (range: string, more = {}) => {
      const answer = await fetch(`${test.url}/api/pictures/${sound.value.hash}`, { headers: { range, ...more } });
      return [answer.status, answer.headers.get('content-range'), Buffer.from(await answer.arrayBuffer())] as const;
    };
    const length = whole.length;
    expect(await part('bytes=0-1')).toEqual([206, `bytes 0-1/${length}`, whole.subarray(0, 2)]);
    expect(await part('bytes=100-')).toEqual([206, `bytes 100-${length - 1}/${length}`, whole.subarray(100)]);
    expect(await part('bytes=-4')).toEqual([206, `bytes ${length - 4}-${length - 1}/${length}`, whole.subarray(-4)]);
    expect((await part('bytes=0-1,10-11'))[0]).toBe(200);
    expect((await part('rows=0-1'))[0]).toBe(200);
    expect((await part('bytes=0-1', { 'if-range': '"another"' }))[0]).toBe(200);
    expect((await part('bytes=0-1', { 'if-range': `"${sound.value.hash}"` }))[0]).toBe(206);
    expect((await part(`bytes=${length}-`)).slice(0, 2)).toEqual([416, `bytes */${length}`]);
    const answer = await get(sound.value.hash);
    expect([answer.headers.get('content-type'), answer.headers.get('accept-ranges')]).toEqual(['audio/wav', 'bytes']);
  });

  it('[X4] what nothing has used for a day is deleted, and what a draft uses stays until the draft is gone', async () => {
    const one = await stored(await blank(220, 220).png().toBuffer());
    const two = await stored(await blank(230, 230).png().toBuffer());
    const [organization] = await test.db.query<{ id: string }>(
      'select id from organizations order by made_at_ms limit 1',
    );
    const draftId = await draftOf(organization?.id ?? '');
    await use(draftId, [one.hash, two.hash]);
    test.clock.advance(2 * dayMs);
    await use(draftId, [two.hash]);
    await deleteUnusedMedia(test.app);
    expect(await readMedia(test.db, one.hash)).not.toBeNull(); // unused just now
    test.clock.advance(dayMs + 1);
    await deleteUnusedMedia(test.app);
    expect([await readMedia(test.db, one.hash), (await readMedia(test.db, two.hash)) === null]).toEqual([null, false]);
    await test.db.query('delete from drafts where id = $1', [draftId]);
    await deleteUnusedMedia(test.app);
    expect(await readMedia(test.db, two.hash)).toBeNull();
  });
});
