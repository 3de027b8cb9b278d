import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** Bridges of containers and virtual machines: nobody's phone is there. */
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

/**
 * An address as phones in the hall can open it: who works at the machine itself comes by `localhost`, which on a phone is
 * the phone. Every other address is left as it is. SPEC B10.
 */
export function reachableByPhones(origin: string, addresses: readonly string[] = listLanAddresses()): string {
  const [address] = addresses;
  if (address === undefined || !URL.canParse(origin)) return origin;
  const url = new URL(origin);
  if (!loopback.test(url.hostname)) return origin;
  url.hostname = address;
  return url.origin;
}
