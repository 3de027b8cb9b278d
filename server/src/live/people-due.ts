/** People to count or rank anew, by contest or by round. */
export class PeopleDue {
  readonly #byId = new Map<string, Set<string>>();

  add(id: string, who: string): void {
    const known = this.#byId.get(id);
    if (known) known.add(who);
    else this.#byId.set(id, new Set([who]));
  }

  count(): number {
    return [...this.#byId.values()].reduce((sum, people) => sum + people.size, 0);
  }

  /** Works for everybody who is due; those for whom the work failed stay due. */
  async workOff(work: (id: string, who: string[]) => Promise<void>): Promise<void> {
    for (const [id, people] of [...this.#byId]) {
      this.#byId.delete(id);
      try {
        await work(id, [...people]);
      } catch (outage) {
        this.#byId.set(id, new Set([...people, ...(this.#byId.get(id) ?? [])]));
        throw outage;
      }
    }
  }
}
