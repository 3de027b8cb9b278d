import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendLeaf,
  checkConsistency,
  checkInclusion,
  emptyFrontier,
  frontierRoot,
  hashLeaf,
  merkleRoot,
  proveConsistency,
  proveInclusion,
} from './merkle.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const leavesTo = (size: number) => Array.from({ length: size }, (_, at) => hashLeaf(Buffer.from(`leaf ${at}`)));

/** The definitions of RFC 9162 word by word, over lists that are cut, with another SHA-256. */
type Root = Promise<Uint8Array>;
type Path = Promise<Uint8Array[]>;
const sha = async (...parts: Uint8Array[]): Root =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.concat(parts)));
const cut = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));
async function plainRoot(leaves: Uint8Array[]): Root {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const k = cut(leaves.length);
  return sha(Buffer.of(1), await plainRoot(leaves.slice(0, k)), await plainRoot(leaves.slice(k)));
}
async function plainPath(m: number, leaves: Uint8Array[]): Path {
  if (leaves.length === 1) return [];
  const k = cut(leaves.length);
  return m < k
    ? [...(await plainPath(m, leaves.slice(0, k))), await plainRoot(leaves.slice(k))]
    : [...(await plainPath(m - k, leaves.slice(k))), await plainRoot(leaves.slice(0, k))];
}
async function plainSubproof(m: number, leaves: Uint8Array[], isWhole: boolean): Path {
  if (m === leaves.length) return isWhole ? [] : [await plainRoot(leaves)];
  const k = cut(leaves.length);
  return m <= k
    ? [...(await plainSubproof(m, leaves.slice(0, k), isWhole)), await plainRoot(leaves.slice(k))]
    : [...(await plainSubproof(m - k, leaves.slice(k), false)), await plainRoot(leaves.slice(0, k))];
}

const sizes = Array.from({ length: 34 }, (_, at) => at);

describe('the tree that proofs stand on', () => {
  it('[B11] has the roots of the known vectors of certificate transparency', () => {
    const data = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = data.map((each) => hashLeaf(bytesOf(each)));
    expect(data.map((_, at) => hex(merkleRoot(leaves.slice(0, at + 1))))).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
    expect(hex(merkleRoot([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('[B11] roots, paths and proofs of consistency equal the definitions, and grow by one leaf at a time', async () => {
    let frontier = emptyFrontier;
    for (const size of sizes.slice(0, 18)) {
      const leaves = leavesTo(size);
      const root = hex(await plainRoot(leaves));
      expect(hex(merkleRoot(leaves))).toBe(root);
      expect(hex(frontierRoot(frontier))).toBe(root);
      expect(frontier.size).toBe(size);
      for (let at = 0; at < size; at++) {
        expect(proveInclusion(leaves, at).map(hex)).toEqual((await plainPath(at, leaves)).map(hex));
        expect(proveConsistency(leaves, at + 1).map(hex)).toEqual((await plainSubproof(at + 1, leaves, true)).map(hex));
      }
      frontier = appendLeaf(frontier, leavesTo(size + 1)[size] as Uint8Array);
    }
  });

  it('[B11] a proof shows the leaf at its own place in its own tree, and nothing else', () => {
    for (const size of sizes.slice(1)) {
      const leaves = leavesTo(size);
      const root = merkleRoot(leaves);
      for (let at = 0; at < size; at++) {
        const proof = proveInclusion(leaves, at);
        const leaf = leaves[at] as Uint8Array;
        expect(checkInclusion(leaf, at, size, proof, root)).toBe(true);
        expect(checkInclusion(leaf, at + 1, size, proof, root)).toBe(false);
        expect(checkInclusion(hashLeaf(leaf), at, size, proof, root)).toBe(false);
        expect(checkInclusion(leaf, at, size, [...proof, leaf], root)).toBe(false);
        if (proof.length > 0) expect(checkInclusion(leaf, at, size, proof.slice(1), root)).toBe(false);
        const shifted = (proof[0] ?? leaf).subarray(1);
        expect(checkInclusion(leaf.subarray(1), at, size, [shifted, ...proof.slice(1)], root)).toBe(false);
      }
    }
  });

  it('[B11] a proof of consistency holds between any two sizes, and never over a changed leaf', () => {
    const all = leavesTo(33);
    for (const size of sizes)
      for (let old = 0; old <= size; old++) {
        const leaves = all.slice(0, size);
        const [oldRoot, root] = [merkleRoot(leaves.slice(0, old)), merkleRoot(leaves)];
        const proof = proveConsistency(leaves, old);
        expect(checkConsistency(old, oldRoot, size, root, proof), `${old} of ${size}`).toBe(true);
        if (old === 0) continue;
        const forged = merkleRoot([hashLeaf(Buffer.from('forged')), ...leaves.slice(1, old)]);
        expect(checkConsistency(old, forged, size, root, proof), `forged ${old} of ${size}`).toBe(false);
        expect(checkConsistency(old, oldRoot, size, root, [...proof, root]), `longer ${old} of ${size}`).toBe(false);
      }
  });

  it('[B11] whatever is sent as a proof is refused without a fault', () => {
    const root = merkleRoot(leavesTo(9));
    const anyProof = fc.array(fc.uint8Array({ minLength: 0, maxLength: 32 }), { maxLength: 6 });
    const anyNumber = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double());
    fc.assert(
      fc.property(anyNumber, anyNumber, anyProof, (index, size, proof) => {
        const leaf = hashLeaf(Buffer.from('another'));
        expect(checkInclusion(leaf, index, size, proof, root)).toBe(false);
        expect(checkConsistency(index, leaf, size, root, proof)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
