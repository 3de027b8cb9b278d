import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('[I20] is that of RFC 8785: its own example, numbers and order of keys', () => {
    const given = {
      numbers: [
        333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0, 1e21, 123456789012345680000, 1e-7,
      ],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(given)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,123456789012345680000,1e-7],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(Object.entries(keys).map(([, at]) => at))))).toHaveLength(7);
    expect([...canonicalJson(keys).matchAll(/:(\d)/g)].map(([, at]) => at).join('')).toBe('2467153');
  });

  it('[I20] what JSON cannot say is refused', () => {
    for (const wrong of [undefined, Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { a: undefined }, () => 1])
      expect(() => canonicalJson(wrong)).toThrow();
  });
});
