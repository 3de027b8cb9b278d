import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeVectors } from './vectors.ts';

/** Writes docs/proof-vectors: node --import tsx verifier/test/make-vectors.ts */
export const vectorsFolder = fileURLToPath(new URL('../../docs/proof-vectors/', import.meta.url));

export const vectorFiles = (): Map<string, string> => {
  const vectors = makeVectors();
  const expected = vectors.map(({ name, about, anchors, verdict, broken, says }) => ({
    ...{ file: `${name}.ndjson`, about, anchors, verdict, broken },
    ...(says ? { says } : {}),
  }));
  return new Map([
    ...vectors.map(({ name, lines, verdict }): [string, string] => [
      `${name}.ndjson`,
      `${lines.join('\n')}${verdict === 'unreadable' ? '' : '\n'}`,
    ]),
    ['expected.json', `${JSON.stringify(expected, null, 2)}\n`],
  ]);
};

if (process.argv[1]?.endsWith('make-vectors.ts')) {
  mkdirSync(vectorsFolder, { recursive: true });
  for (const [name, text] of vectorFiles()) writeFileSync(`${vectorsFolder}${name}`, text);
}
