/** What is said of a draw among those present at a show, one naming of it. docs/proof.md, part 10. */
export type LotsSaid = {
  draw: string;
  naming: number;
  named: {
    place: number;
    wanted: number;
    list: { count: number; hash: string; ids: string[] };
    people: { name: string; hash: string }[];
  } | null;
  opened: { place: number; values: string[]; numbers: number[] } | null;
  ended: { place: number; absent: number[]; winners: number[] | null } | null;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const areNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(isCount);

/** false: the leaf has not what its step has. */
export function noteLots(all: Map<string, LotsSaid>, leaf: Record<string, unknown>, place: number): boolean {
  const { draw, naming, step } = leaf;
  if (!isText(draw) || !isCount(naming)) return false;
  const key = `${draw}/${naming}`;
  const own = all.get(key) ?? { draw, naming, named: null, opened: null, ended: null };
  all.set(key, own);
  if (step === 0) own.named = readNamed(leaf, place);
  else if (step === 1) own.opened = readOpened(leaf, place);
  else if (step === 2) own.ended = readEnded(leaf, place);
  return [own.named, own.opened, own.ended][Number(step)] != null;
}

function readNamed({ wanted, list, people }: Record<string, unknown>, place: number): LotsSaid['named'] {
  const said = list as { count?: unknown; hash?: unknown; ids?: unknown } | null;
  const named = people as { name?: unknown; hash?: unknown }[] | null;
  const isWhole =
    isCount(wanted) &&
    isCount(said?.count) &&
    isText(said.hash) &&
    areTexts(said.ids) &&
    Array.isArray(named) &&
    named.every((each) => isText(each?.name) && isText(each.hash));
  if (!isWhole) return null;
  return { place, wanted, list: said as { count: number; hash: string; ids: string[] }, people: named as [] };
}

const readOpened = ({ values, numbers }: Record<string, unknown>, place: number): LotsSaid['opened'] =>
  areTexts(values) && areNumbers(numbers) ? { place, values, numbers } : null;

const readEnded = ({ absent, winners }: Record<string, unknown>, place: number): LotsSaid['ended'] =>
  areNumbers(absent) && (winners === null || areNumbers(winners)) ? { place, absent, winners } : null;
