import { readFile } from 'node:fs/promises';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import { programPath } from '../platform/programs.ts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, type Route, route } from '../web/route.ts';

const folder = programPath('verifier/dist/');
const About = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().positive(), policy: z.string() });

/** What was built of the verifier's page, its hash among it; null: it was not built. */
async function readAbout(): Promise<z.output<typeof About> | null> {
  const text = await readFile(`${folder}verifier.json`, 'utf8').catch(() => null);
  return text === null ? null : About.parse(JSON.parse(text));
}

/**
 * The verifier as one page that works without a network. It is sent under its own policy: nothing of this site may run in it,
 * and it may reach nothing.
 *
 * Source  SPEC Z8.
 */
export const verifierRoutes = (): Route[] => [
  route(
    {
      method: 'get',
      path: '/verifier.html',
      title: 'The verifier of proof bundles and receipts, a page of one file that works without a network',
      may: 'anyone',
      limit: limitDevices(60, 60),
      query: z.object({ save: z.literal('1').optional() }),
      answers: 'text/html',
    },
    async ({ query }) => {
      const about = await readAbout();
      if (!about) return refuse({ code: 'not_found', what: 'file' });
      return {
        file: { root: folder, name: 'verifier.html' },
        mediaType: 'text/html; charset=utf-8',
        headers: {
          ...(query.save === undefined ? {} : attachment('verifier.html')),
          'content-security-policy': `${about.policy}; frame-ancestors 'none'`,
          'cache-control': 'no-cache',
        },
      };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/verifier',
      title: "The verifier's page as it was built here: its SHA-256 and its size",
      may: 'anyone',
      limit: limitDevices(60, 60),
      answers: z.object({ sha256: z.string(), bytes: z.number() }),
    },
    async (): Promise<Result<{ sha256: string; bytes: number }>> => {
      const about = await readAbout();
      return about ? accept({ sha256: about.sha256, bytes: about.bytes }) : refuse({ code: 'not_found', what: 'file' });
    },
  ),
];
