/** A size for a text by its length: the first step that it fits into, else the last; `useFitted` makes it smaller. Units: pixels of the 1920 picture. */
export function fitSize(text: string, steps: readonly (readonly [upTo: number, size: number])[]): string {
  const found = steps.find(([upTo]) => text.length <= upTo) ?? steps.at(-1);
  return `calc(${found?.[1] ?? 48} * var(--fit, 1) * var(--u))`;
}
