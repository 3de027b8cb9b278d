import { OrderedMembers } from './ordered-members.ts';
import { assertKey, type Rankings } from './rankings.ts';

/** Rankings inside this process, for a house without Redis. */
export function memoryRankings(): Rankings {
  const boards = new Map<string, OrderedMembers>();
  return {
    store: 'memory',
    async put(board, keys) {
      for (const key of keys.values()) assertKey(key);
      const members = boards.get(board) ?? new OrderedMembers();
      boards.set(board, members);
      for (const [who, key] of keys) members.put(who, key);
    },
    async remove(board, who) {
      for (const one of who) boards.get(board)?.remove(one);
    },
    rankOf: async (board, who) => boards.get(board)?.rankOf(who) ?? null,
    keyOf: async (board, who) => boards.get(board)?.keyOf(who) ?? null,
    top: async (board, limit) => boards.get(board)?.top(limit) ?? [],
    size: async (board) => boards.get(board)?.size ?? 0,
    async wipe(board) {
      boards.delete(board);
    },
    ready: () => true,
    async close() {
      boards.clear();
    },
  };
}
