import type { LookPicture } from '@hoithi/shared/contract/look';
import { picturePath } from '@hoithi/shared/contract/picture-path';
import { roundPhase } from '@hoithi/shared/rules/round';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from './app-parts.ts';
import type { CachedContest, CachedRound } from './contest/contests.ts';
import { roundInFocus } from './contest/public-view.ts';

/** What a link shows where it is shared: a chat, a feed, a search. */
export type ShareCard = { title: string; description: string; picture?: LookPicture };

const product: ShareCard = {
  title: 'Hội Thi',
  description: 'Thi tìm hiểu trực tuyến và phần thi trực tiếp tại hội trường.',
};
const show: ShareCard = {
  title: 'Phần thi trực tiếp',
  description: 'Mở trên điện thoại, nhập tên và trả lời cùng cả hội trường.',
};

/**
 * The card of an address. Nothing in it is unpublished, and it does not say whether a show's code exists.
 *
 * Source  SPEC E5; the Open Graph protocol.
 */
export function shareCardOf(app: Pick<App, 'clock' | 'contests'>, path: string): ShareCard {
  if (/^\/thi(\/|$)/.test(path)) return show;
  const [, slug, page, part] = /^\/c\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?/.exec(path) ?? [];
  const contest = slug === undefined ? null : app.contests.bySlug(slug);
  if (!contest || contest.rehearsal) return product;
  const picture = contest.look.banner ?? contest.look.logo;
  return { ...describePage(app, contest, page, part), ...(picture ? { picture } : {}) };
}

function describePage(
  app: Pick<App, 'clock'>,
  contest: CachedContest,
  page: string | undefined,
  part: string | undefined,
): ShareCard {
  const name = contest.rulebook.meta.name.vi;
  const host = contest.rulebook.meta.host.vi;
  if (page === 'the-le') return { title: `Thể lệ: ${name}`, description: host };
  if (page === 'tham-gia') return { title: `Tỷ lệ tham gia theo đơn vị: ${name}`, description: host };
  if (page === 'kiem-chung') return { title: `Kiểm chứng kết quả: ${name}`, description: host };
  if (page === 'ket-qua' && part === 'tap-the') return { title: `Giải tập thể: ${name}`, description: host };
  const round = page === 'ket-qua' && contest.rounds.find(({ ordinal }) => String(ordinal) === part);
  if (round) return { title: `Kết quả ${round.label.vi}: ${name}`, description: host };
  return { title: name, description: `${host}. ${describeContest(contest, app.clock.nowMs())}` };
}

function describeContest(contest: CachedContest, nowMs: number): string {
  const { questions, time } = contest.rules;
  const paper = `${questions.count} câu hỏi${time.limitSeconds === null ? '' : `, ${minutesOf(time.limitSeconds)} phút`}`;
  const round = roundInFocus(contest, nowMs);
  return round ? `${paper}. ${describeRound(round, nowMs)}` : `${paper}.`;
}

function describeRound(round: CachedRound, nowMs: number): string {
  const label = round.label.vi;
  const phase = roundPhase(round, nowMs);
  if (phase === 'scheduled') return `${label} mở ngày ${dayOf(round.opensAtMs)}.`;
  return phase === 'open' ? `${label} mở đến hết ngày ${dayOf(round.closesAtMs - 1)}.` : `${label} đã đóng.`;
}

const minutesOf = (seconds: number): string => String(Math.round(seconds / 6) / 10).replace('.', ',');
const dayOf = (atMs: number): string => vietnamDayOf(atMs).split('-').reverse().join('/');

/** The page of the client with the card of its address in its head. Names of contests are texts, never markup. */
export function writeShareCard(html: string, { title, description, picture }: ShareCard, url: URL): string {
  const image = new URL(picture ? picturePath(picture.hash) : '/share.png', url);
  const isWide = !picture || picture.width >= picture.height * 1.4;
  const metas = [
    ['og:type', 'website'],
    ['og:site_name', product.title],
    ['og:locale', 'vi_VN'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', `${url.origin}${url.pathname}`],
    ['og:image', image.href],
    ['og:image:width', String(picture?.width ?? 1200)],
    ['og:image:height', String(picture?.height ?? 630)],
  ].map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content ?? '')}" />`);
  const head = [
    `<title>${escapeHtml(title)}</title>`,
    `<meta name="description" content="${escapeHtml(description)}" />`,
    `<meta name="twitter:card" content="${isWide ? 'summary_large_image' : 'summary'}" />`,
    ...metas,
  ].join('\n    ');
  return html.replace(/<title>[^<]*<\/title>/, () => head);
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);
