/** Joins papers of our own typesetter, made without tags, into one file. */

type Part = { objects: Map<number, Buffer>; root: number; size: number };

const unused = '0000000000 65535 f \n';
const reference = /\b(\d+) 0 R\b/g;

/** Reads the objects of a file by its table of places. Throws where it is not of the kind that the typesetter writes. */
function readPart(pdf: Buffer): Part {
  const tail = pdf.subarray(-2_048).toString('latin1');
  const at = Number(/startxref\s+(\d+)/.exec(tail)?.[1]);
  const root = Number(/\/Root (\d+) 0 R/.exec(tail)?.[1]);
  const table = pdf.subarray(at).toString('latin1');
  const size = Number(/^xref\s+0 (\d+)/.exec(table)?.[1]);
  if (!Number.isInteger(at) || !Number.isInteger(root) || !Number.isInteger(size))
    throw new Error('a paper to join has no plain table of objects');
  const places = [...table.matchAll(/(\d{10}) (\d{5}) ([nf])/g)].map(([, place, , kind], number) => ({
    ...{ number, at: Number(place), isUsed: kind === 'n' },
  }));
  const sorted = places.filter(({ isUsed }) => isUsed).sort((one, other) => one.at - other.at);
  const objects = new Map(
    sorted.map(({ number, at: from }, place) => [number, pdf.subarray(from, sorted[place + 1]?.at ?? at)]),
  );
  return { objects, root, size };
}

/** The words of an object before its stream, and the rest as it is. */
function split(object: Buffer): [string, Buffer] {
  const at = object.indexOf('stream\n');
  const from = at < 0 ? object.lastIndexOf('endobj') : at;
  return [object.subarray(0, from).toString('latin1'), object.subarray(from)];
}

const keyOf = (words: string, key: string): number => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(words)?.[1]);

/** Takes parts one after the other and holds only their bytes; `end` answers the whole file. */
export class JoinedPdf {
  readonly #title: string;
  readonly #pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  readonly #places: number[] = [0, 0, 0, 0]; // 1: the catalogue, 2: all pages, 3: about the file
  readonly #kids: { root: number; pages: number }[] = [];
  #length: number;

  constructor(title: string) {
    this.#title = title;
    this.#length = this.#pieces[0]?.length ?? 0;
  }

  add(pdf: Buffer): void {
    const { objects, root, size } = readPart(pdf);
    const first = this.#places.length - 1; // object n of the part becomes n + first
    const pages = keyOf(split(objects.get(root) ?? Buffer.alloc(0))[0], 'Pages');
    if (!objects.has(pages)) throw new Error('a paper to join has no pages');
    for (let number = 1; number < size; number += 1) {
      const object = objects.get(number);
      this.#places.push(object ? this.#length : -1);
      if (!object) continue;
      const [words, rest] = split(object);
      let moved = words
        .replace(/^\d+ 0 obj/, `${number + first} 0 obj`)
        .replace(reference, (_all, to: string) => `${Number(to) + first} 0 R`);
      if (number === pages) {
        this.#kids.push({ root: number + first, pages: Number(/\/Count (\d+)/.exec(words)?.[1]) });
        moved = moved.replace('/Type /Pages', '/Type /Pages\n  /Parent 2 0 R');
      }
      this.#write(Buffer.from(moved, 'latin1'), rest);
    }
  }

  end(): Buffer {
    const count = this.#kids.reduce((sum, { pages }) => sum + pages, 0);
    const kids = this.#kids.map(({ root }) => `${root} 0 R`).join(' ');
    const title = Buffer.from(`\ufeff${this.#title}`, 'utf16le').swap16().toString('hex');
    const own = [
      '/Type /Catalog\n  /Pages 2 0 R\n  /ViewerPreferences << /DisplayDocTitle true >>',
      `/Type /Pages\n  /Count ${count}\n  /Kids [${kids}]`,
      `/Title <${title}>`,
    ];
    for (const [at, words] of own.entries()) {
      this.#places[at + 1] = this.#length;
      this.#write(Buffer.from(`${at + 1} 0 obj\n<<\n  ${words}\n>>\nendobj\n\n`));
    }
    const size = this.#places.length;
    const rows = this.#places.slice(1).map((at) => (at < 0 ? unused : `${String(at).padStart(10, '0')} 00000 n \n`));
    const trailer = `trailer\n<<\n  /Size ${size}\n  /Root 1 0 R\n  /Info 3 0 R\n>>\nstartxref\n${this.#length}\n%%EOF\n`;
    this.#write(Buffer.from(`xref\n0 ${size}\n${unused}${rows.join('')}${trailer}`));
    return Buffer.concat(this.#pieces);
  }

  #write(...pieces: Buffer[]): void {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#length += piece.length;
    }
  }
}
