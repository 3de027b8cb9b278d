import type { AddressInfo } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** Bridges of containers and virtual machines: no phones are there. */
const virtualInterface = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|tun|tap|zt|tailscale)/;
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

function isForPhones(info: NetworkInterfaceInfo): boolean {
  return info.family === 'IPv4' && !info.internal && !info.address.startsWith('169.254.');
}

/** Addresses of this machine in its own network, as they are now. */
export function listLanAddresses(): string[] {
  const named = Object.entries(networkInterfaces()).filter(([name]) => !virtualInterface.test(name));
  return named.flatMap(([, infos]) => (infos ?? []).filter(isForPhones).map((info) => info.address));
}

/** Where a server listens, as its socket reports it: not yet, on a path, or on an address. */
type Bound = AddressInfo | string | null;
const anywhere = new Set(['0.0.0.0', '::']);
const writtenHost = (bound: AddressInfo): string =>
  bound.address.includes(':') ? `[${bound.address}]` : bound.address;

/** Whether nobody but this machine can reach a server that listens there. */
export const listensToItself = (bound: Bound): boolean =>
  bound !== null && typeof bound !== 'string' && loopback.test(writtenHost(bound));

/** Addresses at which other devices reach a server that listens there; none where it listens to this machine alone. SPEC B10. */
export function addressesInReach(bound: Bound, lanAddresses: () => string[] = listLanAddresses): string[] {
  if (bound === null || typeof bound === 'string' || listensToItself(bound)) return [];
  return anywhere.has(bound.address) ? lanAddresses() : [writtenHost(bound)];
}

/** Where this machine itself reaches a server that listens there; one that listens on every address, by `anyHost`. */
export function addressHere(bound: Bound, anyHost = '127.0.0.1'): string {
  if (bound === null || typeof bound === 'string') return `http://${anyHost}`;
  return `http://${anywhere.has(bound.address) ? anyHost : writtenHost(bound)}:${bound.port}`;
}

/**
 * An address as phones in the hall can open it: at the machine itself people use `localhost`, which on a phone is the
 * phone. Every other address is left as it is. SPEC B10.
 */
export function reachableByPhones(origin: string, addresses: readonly string[]): string {
  const [address] = addresses;
  if (address === undefined || !URL.canParse(origin)) return origin;
  const url = new URL(origin);
  if (!loopback.test(url.hostname)) return origin;
  url.hostname = address;
  return url.origin;
}
