import { describe, expect, it } from 'vitest';
import { reachableByPhones } from './lan-addresses.ts';

describe('addresses for phones', () => {
  const wifi = ['192.168.1.20', '10.0.0.7'];

  it.each([
    ['http://localhost:3000', 'http://192.168.1.20:3000'],
    ['http://127.0.0.1:3000', 'http://192.168.1.20:3000'],
    ['http://[::1]:3000', 'http://192.168.1.20:3000'],
    ['http://localhost', 'http://192.168.1.20'],
  ])('[B10] a screen opened at the machine itself by %s sends phones to its Wi-Fi address', (origin, told) => {
    expect(reachableByPhones(origin, wifi)).toBe(told);
  });

  it.each(['https://thi.example.vn', 'http://192.168.1.33:3000', 'http://localhost.example.vn', 'null', ''])(
    '[B10] %s is left as it is',
    (origin) => expect(reachableByPhones(origin, wifi)).toBe(origin),
  );

  it('[B10] without a network the address is left as it is', () => {
    expect(reachableByPhones('http://localhost:3000', [])).toBe('http://localhost:3000');
  });
});
