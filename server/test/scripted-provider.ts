import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A real identity provider on a port of its own, whose one page signs in whoever is asked for. */
export type ScriptedProvider = {
  issuer: string;
  /** What it says about each subject. */
  people: Map<string, Record<string, unknown>>;
  /** When whoever comes signed in at the provider, as an earlier sign-in that it remembers; null: just now. Units: s. */
  signedInAt: number | null;
  /** Whom it signs in from now on, of browsers that come by themselves. */
  expect(subject: string): void;
  /** Goes through the provider as a browser would that is signed in as nobody yet; answers where it sends the browser back to. */
  visit(url: string, subject: string): Promise<URL>;
  close(): Promise<void>;
};

export const client = { id: 'hoi-thi', secret: 'bi-mat-cua-hoi-thi-trong-bai-thu' };

export async function startProvider(redirectUris: string[]): Promise<ScriptedProvider> {
  let handle: ReturnType<Provider['callback']> | null = null;
  let provider: Provider | null = null;
  let subject = '';
  let scripted: ScriptedProvider | null = null;
  const server: Server = createServer((request, response) => {
    const id = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    if (!id || !provider) return void handle?.(request, response);
    void answerInteraction(provider, request, response, { subject, signedInAt: scripted?.signedInAt ?? null });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Record<string, unknown>>();
  provider = openProvider(issuer, people, redirectUris);
  handle = provider.callback();
  scripted = {
    issuer,
    people,
    signedInAt: null,
    expect(next) {
      subject = next;
    },
    async visit(url, as) {
      subject = as;
      return follow(url);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return scripted;
}

function openProvider(issuer: string, people: Map<string, Record<string, unknown>>, redirectUris: string[]): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: redirectUris }],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups', 'birthdate'] },
    cookies: { keys: ['mot khoa cua bai thu'] },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
    pkce: { required: () => true },
    ttl: { Session: 3_600, Grant: 3_600, Interaction: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  });
}

/** Signs the subject in, and consents to whatever is asked. */
async function answerInteraction(
  provider: Provider,
  request: Parameters<Provider['interactionDetails']>[0],
  response: Parameters<Provider['interactionDetails']>[1],
  { subject, signedInAt }: { subject: string; signedInAt: number | null },
): Promise<void> {
  const { prompt, params, grantId, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login')
    return provider.interactionFinished(
      request,
      response,
      subject === ''
        ? { error: 'access_denied' }
        : { login: { accountId: subject, ...(signedInAt === null ? {} : { ts: signedInAt }) } },
    );
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant =
    known ?? new provider.Grant({ accountId: session?.accountId ?? subject, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  await provider.interactionFinished(
    request,
    response,
    { consent: { grantId: await grant.save() } },
    { mergeWithLastSubmission: true },
  );
}

/** Follows redirects with cookies, until one leads away from the provider. */
async function follow(start: string): Promise<URL> {
  const jar = new Map<string, string>();
  let at = new URL(start);
  for (let step = 0; step < 12; step++) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', ...value] = (set.split(';')[0] ?? '').split('=');
      jar.set(name, value.join('='));
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`the provider stopped at ${at.pathname}: ${response.status} ${await response.text()}`);
    const next = new URL(location, at);
    if (next.origin !== at.origin) return next;
    at = next;
  }
  throw new Error('the provider sends round in circles');
}
