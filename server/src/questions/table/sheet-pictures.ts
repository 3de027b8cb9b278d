import { strFromU8 } from 'fflate';
import { findSheet } from '../../documents/read-workbook.ts';
import { unpackZip } from '../../documents/unpack-zip.ts';
import { lost, type RawFile, type RawMedia, shown } from '../raw-question.ts';
import { readRelations, relationsOf } from '../read-relations.ts';
import { childOf, childrenOf, readXml, type XmlElement } from '../read-xml.ts';

/** A picture that lies on a sheet; `lines`: the rows that it lies on, from 1, the topmost first. */
export type SheetPicture = RawMedia & { lines: number[] };
/** null: a picture that stands inside a cell, or that the file does not hold. */
type Found = SheetPicture | null;

const anchors = /^xdr:(?:twoCellAnchor|oneCellAnchor)$/;
const inCells = 'xl/richData/richValueRel.xml';

/** The pictures that lie on the first sheet of a workbook. */
export function readSheetPictures(file: Uint8Array): Found[] {
  try {
    const { sheet } = findSheet(file);
    const relations = sheet === null ? null : unpack(file, relationsOf(sheet));
    const drawing = [...readRelations(relations, sheet ?? '')].find(([, { type }]) => type.endsWith('/drawing'))?.[1];
    const rich = unpack(file, inCells) ? [null] : [];
    const xml = drawing ? readXml(strFromU8(unpack(file, drawing.part) ?? new Uint8Array())) : null;
    if (!drawing || !xml || 'problem' in xml) return rich;
    const parts = readRelations(unpack(file, relationsOf(drawing.part)), drawing.part);
    const root = xml.root[0];
    const lying = (root?.children ?? []).flatMap((anchor) =>
      typeof anchor !== 'string' && anchors.test(anchor.name)
        ? childrenOf(anchor, 'xdr:pic').map((picture) => {
            const id = childOf(childOf(picture, 'xdr:blipFill') ?? picture, 'a:blip')?.attributes['r:embed'] ?? '';
            return { lines: linesOf(anchor), alt: altOf(picture), part: parts.get(id)?.part ?? '' };
          })
        : [],
    );
    const wanted = new Set(lying.map(({ part }) => part));
    const media = unpackZip(file, ({ name }) => wanted.has(name)) ?? {};
    const found = lying.map(({ part, ...each }): Found => {
      const bytes = media[part];
      return bytes ? { kind: 'picture', bytes, ...each } : null;
    });
    return [...found, ...rich];
  } catch {
    return []; // the library throws errors of any kind over a file that contradicts itself
  }
}

const unpack = (file: Uint8Array, part: string): Uint8Array | undefined =>
  unpackZip(file, ({ name }) => name === part)?.[part];

const rowOf = (anchor: XmlElement, end: string): number | null => {
  const row = childOf(childOf(anchor, end) ?? anchor, 'xdr:row')?.children[0];
  return typeof row === 'string' && /^\d{1,7}$/.test(row) ? Number(row) + 1 : null;
};

function linesOf(anchor: XmlElement): number[] {
  const from = rowOf(anchor, 'xdr:from') ?? 0;
  const to = rowOf(anchor, 'xdr:to') ?? from;
  return Array.from({ length: Math.min(Math.max(to - from, 0), 50) + 1 }, (_, at) => from + at);
}

const altOf = (picture: XmlElement): string =>
  childOf(childOf(picture, 'xdr:nvPicPr') ?? picture, 'xdr:cNvPr')?.attributes.descr ?? '';

/** Gives each picture to the question in the first row that it lies on; one beside no question is reported. */
export function placePictures({ questions, notes }: RawFile, pictures: readonly Found[]): RawFile {
  const lost_ = pictures.flatMap((picture) => {
    const lines = picture?.lines ?? [];
    return lines.some((line) => questions.some((each) => each.line === line))
      ? []
      : [{ ...lost('picture_left_out'), line: lines[0] ?? 0 }];
  });
  const ownOf = (line: number) =>
    pictures.flatMap((picture) => {
      if (picture === null) return [];
      const { lines, ...media } = picture;
      const first = lines.find((each) => questions.some((question) => question.line === each));
      return first === line ? [shown(media)] : [];
    });
  return {
    questions: questions.map((question) => ({ ...question, notes: [...question.notes, ...ownOf(question.line)] })),
    notes: [...notes, ...lost_],
  };
}
