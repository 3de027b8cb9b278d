import { describe, expect, it } from 'vitest';
import { addressesInReach, addressHere, reachableByPhones } from './lan-addresses.ts';

describe('addresses for phones', () => {
  const wifi = ['192.168.1.20', '10.0.0.7'];

  it.each([
    ['http://localhost:3000', 'http://192.168.1.20:3000'],
    ['http://127.0.0.1:3000', 'http://192.168.1.20:3000'],
    ['http://[::1]:3000', 'http://192.168.1.20:3000'],
    ['http://localhost', 'http://192.168.1.20'],
  ])('[B10] a screen opened at the machine itself by %s sends phones to its Wi-Fi address', (origin, address) => {
    expect(reachableByPhones(origin, wifi)).toBe(address);
  });

  it.each(['https://thi.example.vn', 'http://192.168.1.33:3000', 'http://localhost.example.vn', 'null', ''])(
    '[B10] %s is left as it is',
    (origin) => expect(reachableByPhones(origin, wifi)).toBe(origin),
  );

  it.each([
    ['0.0.0.0', wifi, 'http://127.0.0.1:3000'],
    ['::', wifi, 'http://127.0.0.1:3000'],
    ['127.0.0.1', [], 'http://127.0.0.1:3000'],
    ['::1', [], 'http://[::1]:3000'],
    ['10.0.0.7', ['10.0.0.7'], 'http://10.0.0.7:3000'],
    ['fd00::7', ['[fd00::7]'], 'http://[fd00::7]:3000'],
  ])('[B10] a server that listens on %s is reached by others at %j', (address, others, here) => {
    const bound = { address, family: address.includes(':') ? 'IPv6' : 'IPv4', port: 3000 };
    expect(addressesInReach(bound, () => wifi)).toEqual(others);
    expect(addressHere(bound)).toBe(here);
  });

  it('[B10] without a network the address is left as it is', () => {
    expect(reachableByPhones('http://localhost:3000', [])).toBe('http://localhost:3000');
  });
});
