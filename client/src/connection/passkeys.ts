import type { PasskeyBegun, Proof } from '@hoithi/shared/contract/accounts';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

type Credential = Extract<Proof, { kind: 'passkey' }>['credential'];

/**
 * Whether a passkey can be made and used at this address: browsers give them to secure contexts alone, and to names, never to
 * numbers of the network. SPEC I9, S38, E1.
 */
export function passkeysWork(): boolean {
  const isNumber = /^[\d.]+$|:/.test(location.hostname);
  return window.isSecureContext && typeof window.PublicKeyCredential === 'function' && !isNumber;
}

/** Asks the device for a passkey that it has; null: the person, or the device, would not. */
export function askPasskey(begun: PasskeyBegun): Promise<Credential | null> {
  return orNull(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const optionsJSON = begun.options as unknown as PublicKeyCredentialRequestOptionsJSON;
    return (await startAuthentication({ optionsJSON })) as unknown as Credential;
  });
}

/** Has one of these passkeys sign bytes, such as the hash of what is confirmed; null as above. */
export function signByPasskey(
  of: { rpId: string; ids: readonly string[] },
  signed: string,
): Promise<Credential | null> {
  return orNull(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const allowCredentials = of.ids.map((id) => ({ id, type: 'public-key' as const }));
    const optionsJSON: PublicKeyCredentialRequestOptionsJSON = {
      ...{ challenge: signed, rpId: of.rpId, allowCredentials, userVerification: 'required', timeout: 120_000 },
    };
    return (await startAuthentication({ optionsJSON })) as unknown as Credential;
  });
}

/** Has the device make a passkey; null as above. */
export function makePasskey(begun: Pick<PasskeyBegun, 'options'>): Promise<Credential | null> {
  return orNull(async () => {
    const { startRegistration } = await import('@simplewebauthn/browser');
    const optionsJSON = begun.options as unknown as PublicKeyCredentialCreationOptionsJSON;
    return (await startRegistration({ optionsJSON })) as unknown as Credential;
  });
}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    return null; // cancelled, timed out, or refused by the device: each is the same to the page, which offers it again
  }
}
