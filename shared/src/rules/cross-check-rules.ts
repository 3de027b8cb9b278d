import type { CollectiveAward, CollectiveFormula } from '../contract/collective.ts';
import type { Rules } from '../contract/rules.ts';
import { roundConflicts } from './checks/check-rounds.ts';
import { foldText } from './fold.ts';

/**
 * What the parts of well-formed rules ask of each other, one sentence each; empty when all is in order.
 *
 * Source  SPEC R6.
 */
export function crossCheckRules(rules: Rules): string[] {
  return [
    ...crossCheckRounds(rules),
    ...crossCheckDraw(rules),
    ...crossCheckTime(rules),
    ...crossCheckAttempts(rules),
    ...crossCheckLists(rules),
    ...rules.prizes.collective.flatMap((award) => crossCheckAward(award, rules.rounds.length)),
  ];
}

function crossCheckRounds({ rounds, questions }: Rules): string[] {
  const issues = rounds
    .filter((round, index) => round.ordinal !== index + 1)
    .map(
      (round) => `Tuần thi có số thứ tự ${round.ordinal} không đứng đúng vị trí; các tuần phải đánh số liên tục từ 1.`,
    );
  const { empty, overlapping } = roundConflicts(rounds);
  for (const label of empty) issues.push(`${label.vi}: thời điểm kết thúc phải sau thời điểm mở.`);
  for (const label of overlapping) issues.push(`${label.vi}: mở trước khi tuần thi liền trước kết thúc.`);
  for (const { label, topics } of rounds) {
    const unknown = (topics ?? []).filter((topic) => !questions.topics.includes(topic));
    if (unknown.length > 0)
      issues.push(`${label.vi}: chủ đề ${unknown.join(', ')} không có trong các chủ đề của cuộc thi.`);
  }
  return issues;
}

function crossCheckDraw({ rounds, questions }: Rules): string[] {
  const { draw, count, topics } = questions;
  if (draw.kind === 'bank') {
    const issues = draw.perTopic
      .filter(({ topic }) => !topics.includes(topic))
      .map(({ topic }) => `Số câu từng chủ đề: chủ đề ${topic} không có trong các chủ đề của cuộc thi.`);
    if (draw.perTopic.reduce((sum, part) => sum + part.count, 0) > count) {
      issues.push(`Số câu từng chủ đề: tổng cộng nhiều hơn ${count} câu của bài thi.`);
    }
    return issues.concat(
      repeated(
        'Số câu từng chủ đề',
        draw.perTopic.map(({ topic }) => topic),
      ),
    );
  }
  const sets = draw.questionIdsByRound;
  if (sets.length !== rounds.length) {
    return [`Bộ câu hỏi cố định: cần ${rounds.length} bộ cho ${rounds.length} tuần thi, hiện có ${sets.length}.`];
  }
  return sets.flatMap((ids, index) => {
    const place = `Bộ câu hỏi tuần thứ ${index + 1}`;
    const size = ids.length === count ? [] : [`${place}: cần đúng ${count} câu, hiện có ${ids.length}.`];
    return size.concat(repeated(place, ids));
  });
}

function crossCheckTime({ time, questions }: Rules): string[] {
  const issues: string[] = [];
  if (time.questionSeconds !== null && questions.pacing !== 'one-by-one') {
    issues.push('Thời gian mỗi câu: chỉ áp dụng khi câu hỏi được phát từng câu.');
  }
  if (time.lagCredit.refillMs > time.lagCredit.quotaMs) {
    issues.push('Bù độ trễ: mức bù lại mỗi câu không được lớn hơn hạn mức.');
  }
  return issues;
}

function crossCheckAttempts({ attempts }: Rules): string[] {
  if (attempts.policy === 'unlimited' && attempts.max !== null) {
    return ['Lượt thi: đã chọn không giới hạn thì không nêu số lượt tối đa.'];
  }
  if (attempts.policy !== 'unlimited' && attempts.max === null) return ['Lượt thi: chưa nêu số lượt tối đa.'];
  return [];
}

function crossCheckLists(rules: Rules): string[] {
  const { ageMin, ageMax, audiences } = rules.eligibility;
  const issues =
    ageMin !== null && ageMax !== null && ageMin > ageMax ? ['Độ tuổi: tuổi thấp nhất lớn hơn tuổi cao nhất.'] : [];
  return issues.concat(
    repeated('Các chủ đề câu hỏi', rules.questions.topics),
    repeated('Các tiêu chí xếp hạng', rules.ladder.keys),
    repeated('Các nhóm đối tượng', audiences),
    repeated('Đối tượng không được dự thi', rules.exclusions),
    repeated(
      'Thông tin người dự thi',
      rules.profile.fields.map(({ key }) => key),
    ),
    repeated(
      'Giải cá nhân',
      rules.prizes.round.map(({ rank }) => rank),
    ),
    repeated(
      'Các mục xin đồng ý',
      rules.privacy.consents.map(({ purpose }) => purpose),
    ),
  );
}

function repeated(place: string, values: readonly string[]): string[] {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  return twice.map((value) => `${place}: “${value}” có hai lần.`);
}

/** What the parts of one collective award ask of each other, one sentence each. Source: SPEC G2, R6. */
function crossCheckAward(award: CollectiveAward, rounds: number): string[] {
  if (award.judging.by === 'committee') return [];
  const formula = award.judging;
  return [
    ...crossCheckMetrics(formula),
    ...crossCheckSizes(formula),
    ...((formula.rounds ?? []).some((ordinal) => ordinal > rounds)
      ? [`các tuần thi được tính có tuần không thuộc ${rounds} tuần của cuộc thi.`]
      : []),
    ...repeatedNames(
      'nhóm bắt buộc',
      formula.filter.mandatory.map(({ name }) => foldText(name)),
    ),
    ...repeatedNames('tuần thi được tính', (formula.rounds ?? []).map(String)),
    ...repeatedNames('cấp đơn vị', award.compete.levels ?? []),
    ...repeatedNames('khối', award.compete.blocks ?? []),
  ].map((issue) => `${award.label.vi}: ${issue}`);
}

function crossCheckMetrics({ metrics }: CollectiveFormula): string[] {
  const issues = repeatedNames(
    'chỉ số',
    metrics.map(({ metric }) => metric),
  );
  if (metrics.every(({ weight }) => weight === 0)) issues.push('cần ít nhất một chỉ số có hệ số lớn hơn 0.');
  return issues;
}

/** Bounds and tiers must rise; only the last tier may be open above. */
function crossCheckSizes({ comparison, filter }: CollectiveFormula): string[] {
  const issues: string[] = [];
  const rises = (sizes: readonly number[]) => sizes.every((size, at) => at === 0 || size > sizes[at - 1]!);
  if (comparison.method === 'size-bands' && !rises(comparison.bounds)) {
    issues.push('các mốc quy mô phải xếp tăng dần và không trùng nhau.');
  }
  const tiers = filter.minRateBySize.map(({ under }) => under ?? Number.POSITIVE_INFINITY);
  if (!rises(tiers)) {
    issues.push('các bậc tỷ lệ tối thiểu theo quy mô phải xếp tăng dần; chỉ bậc cuối được bỏ trống mức trên.');
  }
  return issues;
}

function repeatedNames(place: string, names: readonly string[]): string[] {
  return names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${place} “${name}” có hai lần.`);
}
