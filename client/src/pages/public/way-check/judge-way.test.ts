import type { WayCard } from '@hoithi/shared/contract/way';
import { describe, expect, it } from 'vitest';
import { judgeWay, type Measured } from './judge-way.ts';

const here = { host: 'thi.example.vn', protocol: 'https:' };
const card = (change: Partial<WayCard> = {}): WayCard => ({
  serverNowMs: 0,
  host: 'thi.example.vn',
  protocol: 'https',
  proxiesSeen: 1,
  proxiesTrusted: 1,
  publicUrl: 'https://thi.example.vn',
  ...change,
});
const all = (change: Partial<Measured> = {}): Measured => ({
  http: { card: card(), ms: 20 },
  socket: { ms: 40 },
  roundTripMs: 15,
  clockOffMs: -200,
  stayed: true,
  ...change,
});
const findings = (measured: Measured, at = here) => judgeWay(measured, at).findings;

describe('the way from a browser to the house', () => {
  it('[N7] all well: every step is ok and there is nothing to mend', () => {
    const { states, findings: found } = judgeWay(all(), here);
    expect(new Set(Object.values(states))).toEqual(new Set(['ok']));
    expect(found).toEqual([]);
  });

  it('[N7] nothing measured yet is waited for, not judged', () => {
    expect(new Set(Object.values(judgeWay({}, here).states))).toEqual(new Set(['waiting']));
  });

  it('[N7] a house that does not answer leaves the rest untried', () => {
    const { states, findings: found } = judgeWay({ http: null }, here);
    expect(found).toEqual(['http_failed']);
    expect(states).toMatchObject({ http: 'look', address: 'left', socket: 'left', stayed: 'left' });
  });

  it.each([
    ['a proxy that does not keep Host', { host: '127.0.0.1:3000', publicUrl: null }, 'host_changed'],
    ['a proxy that does not say https', { protocol: 'http' }, 'protocol_changed'],
    ['a proxy the house was not told of', { proxiesTrusted: 0 }, 'proxies_untold'],
    ['a proxy that does not say where requests come from', { proxiesSeen: 0 }, 'proxies_missing'],
  ] as const)('[N7] %s', (_, change, finding) => {
    expect(findings(all({ http: { card: card(change), ms: 9 } }))).toEqual([finding]);
  });

  it('[N7] a page without a certificate where there is one', () => {
    const way = all({ http: { card: card({ protocol: 'http' }), ms: 9 } });
    expect(findings(way, { host: 'thi.example.vn', protocol: 'http:' })).toEqual(['not_secure']);
  });

  it('[N7] a socket that fails: the reason is the path, the upgrade, or the address, and never all of them', () => {
    expect(findings(all({ socket: null, path: false }))).toEqual(['socket_path']);
    expect(findings(all({ socket: null, path: true }))).toEqual(['socket_upgrade']);
    expect(findings(all({ socket: null }))).toEqual([]);
    const http = { card: card({ host: 'house', publicUrl: null }), ms: 9 };
    expect(findings(all({ http, socket: null, path: true }))).toEqual(['host_changed']);
  });

  it('[N7] a socket that is cut while it is quiet, a slow way, a clock that is off', () => {
    expect(findings(all({ stayed: false }))).toEqual(['socket_cut']);
    expect(findings(all({ roundTripMs: 801 }))).toEqual(['slow']);
    expect(findings(all({ clockOffMs: -5_001 }))).toEqual(['clock_off']);
  });
});
