import { type Anchors, checkAnchors } from './anchors.ts';
import { type Bounds, BundleRefused, readLines, usualBounds } from './bundle/read-lines.ts';
import { Reading } from './bundle/reading.ts';
import { toHex } from './bytes.ts';
import { checkDraws } from './check-draws.ts';
import { checkLots } from './check-lots.ts';
import { checkStandings } from './check-standings.ts';
import { checkUnits } from './check-units.ts';
import { shortForm } from './short-form.ts';
import { Findings, type Verdict } from './verdict.ts';
import type { WordCode } from './words/words.ts';

export type Progress = { packed: number; leaves: number };

/**
 * Verifies a bundle: reads it once, line by line, and says what holds, what does not and what cannot be known.
 *
 * Units  `file`: the bytes as they are stored, packed or not.
 */
export async function verifyBundle(
  file: AsyncIterable<Uint8Array>,
  anchors: Anchors = {},
  onProgress: (progress: Progress) => void = () => undefined,
  bounds: Bounds = usualBounds,
): Promise<Verdict> {
  const began = Date.now();
  const findings = new Findings();
  const reading = new Reading(findings);
  const finish = (verdict: Verdict['verdict']): Verdict => ({
    verdict,
    ...{
      contest: reading.header?.contest ?? null,
      slug: reading.header?.slug ?? null,
      kind: reading.header?.kind ?? null,
    },
    size: reading.header?.size ?? 0,
    root: reading.root && toHex(reading.root),
    short: reading.root && reading.header && shortForm(reading.header.size, toHex(reading.root)),
    ...{ anchors: findings.anchors, broken: findings.broken, holds: findings.holds, unknown: findings.unknown },
    figures: {
      leaves: reading.header?.size ?? 0,
      attempts: reading.attempts,
      standings: reading.standings.length,
      milliseconds: Date.now() - began,
    },
  });
  try {
    let [packed, lines] = [0, 0];
    for await (const line of readLines(file, bounds, (bytes) => {
      packed = bytes;
    })) {
      lines += 1;
      reading.take(line, lines);
      if (lines % 2_000 === 0) onProgress({ packed, leaves: lines });
    }
    reading.end(lines);
  } catch (fault) {
    if (!(fault instanceof BundleRefused)) throw fault;
    findings.add('broken', `file.${fault.reason}` as WordCode, { line: fault.line });
    return finish('unreadable');
  }
  checkAnchors(reading, anchors, findings);
  checkDraws(reading, checkStandings(reading, findings), findings);
  checkUnits(reading, findings);
  checkLots(reading, findings);
  findings.add('unknown', 'cannot.identity');
  return finish(findings.broken.length === 0 ? 'holds' : 'broken');
}
