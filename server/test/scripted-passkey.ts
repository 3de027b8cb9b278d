import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** A passkey as a device keeps it, with what browsers put around it: WebAuthn level 3, ES256, attestation `none`. */
export type ScriptedPasskey = {
  id: string;
  /** How often it says it was used; a device that does not count says 0. */
  counter: number;
  /** What the browser answers to a request to make it. */
  create(options: Record<string, unknown>, origin: string): Record<string, unknown>;
  /** What the browser answers to a request to sign in. */
  sign(options: Record<string, unknown>, origin: string, change?: SignChange): Record<string, unknown>;
};
type SignChange = { verified?: boolean; rpId?: string; userHandle?: string };

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
const clientDataOf = (type: string, challenge: unknown, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** RP id, flags and counter, as the device signs them. */
function authDataOf(rpId: string, flags: number, counter: number): Buffer {
  const tail = Buffer.alloc(5);
  tail.writeUInt8(flags, 0);
  tail.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(rpId), tail]);
}

function coseOf(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (part: string) => new Uint8Array(Buffer.from(part, 'base64url'));
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
  return Buffer.from(isoCBOR.encode(key as never));
}

const [present, verifiedFlag, attested] = [0x01, 0x04, 0x40];

export function scriptedPasskey(): ScriptedPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let handle = '';
  const common = { id: text(id), rawId: text(id), type: 'public-key', clientExtensionResults: {} };
  return {
    id: text(id),
    counter: 0,
    create(options, origin) {
      const { challenge, rp, user } = options as { challenge: string; rp: { id: string }; user: { id: string } };
      handle = user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const head = authDataOf(rp.id, present | verifiedFlag | attested, this.counter);
      const authData = Buffer.concat([head, Buffer.alloc(16), length, id, coseOf(publicKey)]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]);
      return {
        ...common,
        response: {
          clientDataJSON: text(clientDataOf('webauthn.create', challenge, origin)),
          attestationObject: text(isoCBOR.encode(attestation as never)),
          transports: ['internal'],
        },
      };
    },
    sign(options, origin, { verified = true, rpId, userHandle = handle } = {}) {
      const { challenge, rpId: asked } = options as { challenge: string; rpId: string };
      const clientData = clientDataOf('webauthn.get', challenge, origin);
      const authData = authDataOf(rpId ?? asked, present | (verified ? verifiedFlag : 0), this.counter);
      const signature = createSign('sha256').update(authData).update(sha256(clientData)).sign(privateKey);
      return {
        ...common,
        response: {
          clientDataJSON: text(clientData),
          authenticatorData: text(authData),
          signature: text(signature),
          userHandle,
        },
      };
    },
  };
}
