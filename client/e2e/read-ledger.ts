import { randomUUID } from 'node:crypto';
import { ShowFile } from '@hoithi/shared/contract/show-file';
import type { NumberedShowEvent } from '@hoithi/shared/rules/show/show-event';
import type { CountedAnswer, PlayerFacts } from '@hoithi/shared/rules/show/tally';
import pg from 'pg';

/** An empty database of its own on the test server. */
export async function freshLedger(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `story_${randomUUID().replaceAll('-', '')}`;
  const query = async (sql: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await query(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(`drop database if exists ${name} with (force)`) };
}

/** A run's rows in the ledger, read by plain SQL, so that the board can be computed again without the server. */
export async function readLedger(url: string, code: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rows = async <R extends pg.QueryResultRow>(sql: string, params: unknown[]) =>
    (await client.query<R>(sql, params)).rows;
  const [run] = await rows<{ id: string; file: unknown }>(
    'select r.id, s.file from show_runs r join shows s on s.id = r.show_id where r.code = $1',
    [code],
  );
  if (!run) throw new Error('the run is in the ledger');
  const events = await rows<{ seq: number; kind: string; detail: object; at_ms: string; actor: string }>(
    'select seq, kind, detail, at_ms, actor from show_events where run_id = $1 order by seq',
    [run.id],
  );
  const players = await rows<{ id: string; joined_at_ms: string; name: string }>(
    'select s.id, s.joined_at_ms, n.name from show_players s join player_names n on n.player_id = s.id where s.run_id = $1 order by s.place_no',
    [run.id],
  );
  const answers = await rows<{
    asking: number;
    player_id: string;
    given: string;
    arrived_at_ms: string;
    elapsed_ms: number;
  }>(
    'select distinct on (asking, player_id) * from show_answers where run_id = $1 order by asking, player_id, change_no desc',
    [run.id],
  );
  await client.end();
  return {
    file: ShowFile.parse(run.file),
    events: events.map(
      ({ detail, at_ms, ...event }) => ({ ...detail, ...event, happenedAtMs: Number(at_ms) }) as NumberedShowEvent,
    ),
    players: players.map(
      (player, at): PlayerFacts => ({
        playerId: player.id,
        order: at + 1,
        joinedAtMs: Number(player.joined_at_ms),
        unitCode: null,
      }),
    ),
    answersOf: (asking: number): CountedAnswer[] =>
      answers
        .filter((answer) => answer.asking === asking)
        .map((answer) => ({
          playerId: answer.player_id,
          given: answer.given,
          arrivedAtMs: Number(answer.arrived_at_ms),
          elapsedMs: answer.elapsed_ms,
        })),
    nameOf: new Map(players.map((player) => [player.id, player.name])),
  };
}
