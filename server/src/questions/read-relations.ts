import { posix } from 'node:path';
import { strFromU8 } from 'fflate';
import { childrenOf, readXml } from './read-xml.ts';

/** A part of an Office file that another names; what lies outside the file is none. */
export type Relation = { part: string; type: string };

/** Where the relations of a part stand. */
export const relationsOf = (part: string): string =>
  posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);

/** What a part of an Office file names, by id, with paths inside the file. */
export function readRelations(bytes: Uint8Array | null | undefined, part: string): ReadonlyMap<string, Relation> {
  const xml = bytes ? readXml(strFromU8(bytes)) : null;
  const root = xml && 'root' in xml ? xml.root[0] : undefined;
  return new Map(
    (root ? childrenOf(root, 'Relationship') : []).flatMap(({ attributes }): [string, Relation][] => {
      const { Id: id, Target: target, TargetMode: mode, Type: type = '' } = attributes;
      if (id === undefined || target === undefined || mode === 'External') return [];
      const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(part), target);
      return [[id, { part: path, type }]];
    }),
  );
}
