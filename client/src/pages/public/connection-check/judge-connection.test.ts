import type { WayCard } from '@hoithi/shared/contract/way';
import { describe, expect, it } from 'vitest';
import { judgeConnection, type Measured } from './judge-connection.ts';

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
const findings = (measured: Measured, at = here) => judgeConnection(measured, at).findings;

describe('the connection from a browser to the server', () => {
  it('[N7] all well: every step is ok and there is nothing to correct', () => {
    const { states, findings: found } = judgeConnection(all(), here);
    expect(new Set(Object.values(states))).toEqual(new Set(['ok']));
    expect(found).toEqual([]);
  });

  it('[N7] what is not measured yet is waiting, not judged', () => {
    expect(new Set(Object.values(judgeConnection({}, here).states))).toEqual(new Set(['waiting']));
  });

  it('[N7] a server that does not answer leaves the rest untried', () => {
    const { states, findings: found } = judgeConnection({ http: null }, here);
    expect(found).toEqual(['http_failed']);
    expect(states).toMatchObject({ http: 'attention', address: 'untried', socket: 'untried', stayed: 'untried' });
  });

  it.each([
    ['a proxy that does not preserve Host', { host: '127.0.0.1:3000', publicUrl: null }, 'host_changed'],
    ['a proxy that does not send https', { protocol: 'http' }, 'protocol_changed'],
    ['a proxy that the server does not count', { proxiesTrusted: 0 }, 'proxies_uncounted'],
    ['a proxy that does not send where requests come from', { proxiesSeen: 0 }, 'proxies_missing'],
  ] as const)('[N7] %s', (_, change, finding) => {
    expect(findings(all({ http: { card: card(change), ms: 9 } }))).toEqual([finding]);
  });

  it('[N7] a page without a certificate where there is one', () => {
    const measured = all({ http: { card: card({ protocol: 'http' }), ms: 9 } });
    expect(findings(measured, { host: 'thi.example.vn', protocol: 'http:' })).toEqual(['not_secure']);
  });

  it('[N7] a socket that fails: the reason is the path, the upgrade, or the address, and never all of them', () => {
    expect(findings(all({ socket: null, path: false }))).toEqual(['socket_path']);
    expect(findings(all({ socket: null, path: true }))).toEqual(['socket_upgrade']);
    expect(findings(all({ socket: null }))).toEqual([]);
    const http = { card: card({ host: 'app', publicUrl: null }), ms: 9 };
    expect(findings(all({ http, socket: null, path: true }))).toEqual(['host_changed']);
  });

  it('[N7] a socket that is cut while it is quiet, a slow connection, a clock that is off', () => {
    expect(findings(all({ stayed: false }))).toEqual(['socket_cut']);
    expect(findings(all({ roundTripMs: 801 }))).toEqual(['slow']);
    expect(findings(all({ clockOffMs: -5_001 }))).toEqual(['clock_off']);
  });
});
