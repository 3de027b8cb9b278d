import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** An app around a contest: it signs tokens, and serves its public key over HTTP. */
export type ScriptedHost = {
  jwksUrl: string;
  /** Signs what it says of somebody at an instant, for five minutes unless `change` says otherwise. Units: ms. */
  sign(claims: JWTPayload, atMs: number, change?: { kid?: string }): Promise<string>;
  /** How it answers who asks for its key: as it should, with rubbish, or never. */
  answers: 'key' | 'rubbish' | 'never';
  close(): Promise<void>;
};

export async function startHost(): Promise<ScriptedHost> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'khoa-1', alg: 'ES256', use: 'sig' };
  const server = createServer((_request, response) => {
    if (host.answers === 'never') return;
    response.setHeader('content-type', 'application/json');
    response.end(host.answers === 'key' ? JSON.stringify({ keys: [jwk] }) : '<html>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host: ScriptedHost = {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    answers: 'key',
    sign: (claims, atMs, { kid = 'khoa-1' } = {}) =>
      new SignJWT({ iat: Math.floor(atMs / 1_000), exp: Math.floor(atMs / 1_000) + 300, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid })
        .sign(privateKey),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return host;
}
