import { randomUUID } from 'node:crypto';
import type { CreateContest } from '@hoithi/shared/contract/organizer';
import type { BankQuestion } from '@hoithi/shared/contract/question-bank';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Rules } from '@hoithi/shared/contract/rules';
import { drawAttempt } from '@hoithi/shared/rulebook/judge/draw-attempt';
import { expandRounds, type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { listNotRun } from '@hoithi/shared/rulebook/settings/not-run';
import { presetOf } from '@hoithi/shared/rules/presets/preset-of';
import { previewRules } from '@hoithi/shared/rules/preview-rules';
import type { z } from 'zod';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { By } from './contest-scope.ts';
import { bareUnit, insertContest, insertQuestions, insertRounds, insertUnits, type UnitRow } from './contests-sql.ts';
import { readBank, readUnitFile } from './read-content.ts';

type CreateApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/** Makes a contest from a preset and the answers to what its plan leaves open. SPEC O1, R3, R4, Q3, U7c. */
export async function createContest(
  app: CreateApp,
  by: By & { organizationId: string },
  message: z.infer<typeof CreateContest>,
): Promise<Result<{ contestId: string; slug: string }>> {
  if (by.contestIds !== null) return refuse({ code: 'not_allowed' }); // a role in some contests alone
  const preset = presetOf(message.presetId);
  const preview = previewRules(preset, message.answers);
  if (preview.rules === null) {
    if (preview.open.length > 0) return refuse({ code: 'rules_incomplete', open: preview.open.map((each) => each.id) });
    return refuse({
      code: 'rules_invalid',
      issues: preview.notices.filter((n) => n.severity === 'error').map((n) => n.text.vi),
    });
  }
  const errors = preview.notices.filter((notice) => notice.severity === 'error');
  if (errors.length > 0) return refuse({ code: 'rules_invalid', issues: errors.map((notice) => notice.text.vi) });
  return insertWholeContest(app, {
    slug: message.slug,
    presetId: message.presetId,
    demo: false,
    rules: preview.rules,
    units:
      message.units === 'none'
        ? []
        : (await readUnitFile(preset.province)).units.map((unit) => ({ ...bareUnit, ...unit })),
    actor: by.actor,
    organizationId: by.organizationId,
  });
}

export type WholeContest = {
  slug: string;
  presetId: string;
  /** Left out: the one that the installation began with. */
  organizationId?: string;
  demo: boolean;
  rules: Rules;
  units: readonly UnitRow[];
  actor: string;
};

/** Writes a contest with its rounds, units and frozen questions in one transaction. */
export async function insertWholeContest(
  app: CreateApp,
  { rules, ...whole }: WholeContest,
): Promise<Result<{ contestId: string; slug: string }>> {
  const questions = await questionsOf(rules.questions.topics);
  const short = findShortRound(rules, questions);
  if (short) return refuse(short);
  return insertNew(app, { ...whole, stored: rules, rounds: rules.rounds.length, questions });
}

export type NewContest = Omit<WholeContest, 'rules' | 'demo' | 'presetId'> & {
  rulebook: Rulebook;
  demo?: boolean;
};

/**
 * Makes a contest of a rulebook. Its rounds, papers, limits, populations, standings and prizes are executed as it says.
 *
 * Refuses  clause_not_run, with the labels of what no server holds yet; bank_too_small; slug_taken.
 * Source   SPEC M21, O1, Q3.
 */
export async function makeContest(
  app: CreateApp,
  { rulebook, demo = false, ...whole }: NewContest,
): Promise<Result<{ contestId: string; slug: string }>> {
  const clauses = listNotRun(rulebook);
  if (clauses.length > 0) return refuse({ code: 'clause_not_run', clauses });
  const rounds = expandRounds(rulebook);
  const questions = await questionsOf(rounds.flatMap(topicsOf));
  const bank = questions.map(({ id, topic, audiences, practice }) => ({
    ...{ questionId: id, topic, level: null, audiences, practice },
  }));
  for (const round of rounds) {
    for (const paper of partOf(round, 'quiz')?.papers ?? []) {
      for (const audience of audiencesOf(rulebook)) {
        const order = { bank, practice: false, taker: { seen: new Set<string>(), audience }, seed: '' };
        const drawn = drawAttempt(round, { ...order, isIn: (population) => population === paper.for });
        if (!drawn.ok) return drawn;
      }
    }
  }
  return insertNew(app, { ...whole, demo, presetId: 'rulebook', stored: rulebook, rounds: rounds.length, questions });
}

const topicsOf = (round: OpenRound): string[] => [
  ...(partOf(round, 'quiz')?.papers ?? []).flatMap(({ draw }) =>
    // A question of a fixed paper is named after its topic: `an-toan-so-007`.
    draw.kind === 'bank' ? draw.topics : draw.questionIds.map((id) => id.replace(/-\d+$/, '')),
  ),
  ...(round.practice?.topics ?? []),
];

/** Everybody whom a draw by audience may be for. */
function audiencesOf({ fields }: Rulebook): (string | null)[] {
  const field = fields.find((each) => each.kind === 'choice' && each.id === 'audience');
  return field?.kind === 'choice' ? field.choices.map(({ id }) => id) : [null];
}

async function questionsOf(topics: readonly string[]): Promise<(BankQuestion & { topic: string })[]> {
  const bank = await readBank();
  return bank
    .filter((file) => topics.includes(file.topic))
    .flatMap((file) => file.questions.map((question) => ({ ...question, topic: file.topic })));
}

type Whole = Omit<WholeContest, 'rules'> & {
  stored: Rules | Rulebook;
  rounds: number;
  questions: readonly (BankQuestion & { topic: string })[];
};

async function insertNew(
  app: CreateApp,
  { stored, rounds, questions, ...whole }: Whole,
): Promise<Result<{ contestId: string; slug: string }>> {
  const contestId = randomUUID();
  const nowMs = app.clock.nowMs();
  const organizationId = whole.organizationId ?? (await readFirstOrganization(app.db)).id;
  const created = await app.db.transaction(async (tx) => {
    const contest = {
      ...{ id: contestId, slug: whole.slug, preset_id: whole.presetId, organization_id: organizationId },
      ...{ demo: whole.demo, made_at_ms: nowMs },
    };
    if (!(await insertContest(tx, contest, stored, whole.actor))) return false;
    await insertRounds(
      tx,
      Array.from({ length: rounds }, (_, at) => ({ id: randomUUID(), contest_id: contestId, ordinal: at + 1 })),
    );
    await insertUnits(tx, contestId, whole.units);
    await insertQuestions(tx, contestId, questions);
    await writeAudit(tx, {
      contestId,
      atMs: nowMs,
      actor: whole.actor,
      act: 'contest:create',
      object: whole.slug,
      detail: {
        presetId: whole.presetId,
        rulesVersion: 1,
        questions: questions.length,
        units: whole.units.length,
      },
    });
    return true;
  });
  if (!created) return refuse({ code: 'slug_taken' });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept({ contestId, slug: whole.slug });
}

/** A round whose banks hold too few questions for somebody who may take part. */
function findShortRound(rules: Rules, questions: readonly (BankQuestion & { topic: string })[]) {
  for (const round of rules.rounds) {
    const { draw } = rules.questions;
    if (draw.kind === 'fixed') {
      const known = new Set(questions.map((question) => question.id));
      const have = (draw.questionIdsByRound[round.ordinal - 1] ?? []).filter((id) => known.has(id)).length;
      if (have < rules.questions.count) return { code: 'bank_too_small' as const, have, need: rules.questions.count };
      continue;
    }
    const topics = round.topics ?? rules.questions.topics;
    for (const audience of rules.eligibility.audiences) {
      const fits = (q: BankQuestion) => !draw.byAudience || q.audiences.includes(audience);
      const pool = questions.filter(
        (q) => topics.includes(q.topic) && fits(q) && !(rules.attempts.practice && q.practice),
      );
      if (pool.length < rules.questions.count)
        return { code: 'bank_too_small' as const, have: pool.length, need: rules.questions.count };
      for (const wanted of draw.perTopic) {
        const have = pool.filter((q) => q.topic === wanted.topic).length;
        if (have < wanted.count) return { code: 'bank_too_small' as const, have, need: wanted.count };
      }
    }
  }
  return null;
}
