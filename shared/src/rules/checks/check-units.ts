import type { CollectiveAward, CollectiveFormula } from '../../contract/collective.ts';
import type { RulesNotice } from '../../contract/organizer.ts';
import type { Rules, RulesDraft } from '../../contract/rules.ts';
import { formatShare } from '../printed-rules/format-value.ts';
import { warn } from './notice.ts';

/** What in the collective awards will surprise somebody. Source: SPEC G2, R4; domain (a5). */
export function checkCollective({ prizes }: Pick<Rules, 'prizes'>): RulesNotice[] {
  const found = prizes.collective.flatMap((award) =>
    award.judging.by === 'committee'
      ? [checkCommittee(award)]
      : [
          ...checkWeights(award, award.judging),
          ...checkNever(award, award.judging, prizes),
          ...checkLevels(award, award.judging),
          ...checkBands(award, award.judging),
          ...checkGroups(award, award.judging),
        ],
  );
  return found;
}

const warnOf = (award: CollectiveAward, id: string, vi: string, en: string): RulesNotice =>
  warn(`collective.${id}`, 'prizes.collective', `${award.label.vi}: ${vi}`, `${award.label.en}: ${en}`);

const checkCommittee = (award: CollectiveAward): RulesNotice =>
  warnOf(
    award,
    'no-formula',
    'Thể lệ không nêu công thức chấm; hệ thống không tính được thứ hạng, Ban Tổ chức phải tự xét và giải thích kết quả.',
    'The rules give no formula; no places are computed, and the committee has to judge and to explain by itself.',
  );

/** Weights that only add up (1 and 1) are a formula of points; any others are meant as shares of 100 %. */
function checkWeights(award: CollectiveAward, { metrics }: CollectiveFormula): RulesNotice[] {
  if (metrics.every(({ weight }) => weight === 1)) return [];
  const sum = metrics.reduce((total, { weight }) => total + Math.round(weight * 10_000), 0) / 10_000;
  if (sum === 1) return [];
  const share = formatShare(sum);
  return [
    warnOf(
      award,
      'weights-sum',
      `Tổng các hệ số là ${share.vi}, không phải 100\u00a0%.`,
      `The weights add up to ${share.en}, not 100\u00a0%.`,
    ),
  ];
}

function checkNever(award: CollectiveAward, formula: CollectiveFormula, prizes: Rules['prizes']): RulesNotice[] {
  return formula.metrics
    .filter(({ metric, weight }) => {
      const ofPrizes = metric === 'winners' || metric === 'prizePoints';
      const worthless = metric === 'prizePoints' && prizes.round.every(({ rank }) => formula.prizePoints[rank] === 0);
      return weight === 0 || worthless || (ofPrizes && prizes.round.length === 0);
    })
    .map(({ metric }) =>
      warnOf(
        award,
        `never.${metric}`,
        'Có một chỉ số không bao giờ ảnh hưởng đến kết quả: hệ số bằng 0, hoặc tính theo giải cá nhân mà không có giải hay điểm quy đổi nào.',
        'One metric can never matter: its weight is 0, or it rests on individual prizes of which there are none or which are worth no points.',
      ),
    );
}

function checkLevels(award: CollectiveAward, { metrics }: CollectiveFormula): RulesNotice[] {
  const notices: RulesNotice[] = [];
  if (award.compete.levels === null && award.grouping !== 'level') {
    notices.push(
      warnOf(
        award,
        'levels-together',
        'Đơn vị các cấp cùng được xét: người của một xã cũng được tính cho huyện có xã đó, nên đơn vị cấp trên và cấp dưới có thể cùng đạt giải với cùng những người.',
        'Units of all levels compete: the people of a commune count for its district as well, so both may win with the same people.',
      ),
    );
  }
  const counts = metrics.every(({ metric }) => ['persons', 'attempts', 'winners', 'prizePoints'].includes(metric));
  if (counts) {
    notices.push(
      warnOf(
        award,
        'counts-only',
        'Chỉ xét theo số lượng nên đơn vị ít người khó có giải dù toàn bộ đã tham gia.',
        'Only counts are scored, so a small unit can hardly win even if all its people take part.',
      ),
    );
  }
  return notices;
}

function checkBands(award: CollectiveAward, { comparison }: CollectiveFormula): RulesNotice[] {
  if (comparison.method !== 'size-bands') return [];
  const bands = comparison.bounds.length + 1;
  const prizes = award.ladder.reduce((sum, { count }) => sum + count, 0);
  return [
    warnOf(
      award,
      'prizes-per-band',
      `Mỗi nhóm quy mô có cơ cấu giải riêng: ${bands} nhóm với ${prizes} giải mỗi nhóm, tối đa ${bands * prizes} giải trong mỗi nhóm xét.`,
      `Each size band has a ladder of its own: ${bands} bands of ${prizes} prizes, up to ${bands * prizes} in each group.`,
    ),
  ];
}

function checkGroups(award: CollectiveAward, { filter }: CollectiveFormula): RulesNotice[] {
  if (filter.mandatory.length === 0) return [];
  return [
    warnOf(
      award,
      'groups-need-table',
      'Điều kiện về nhóm bắt buộc cần bảng số liệu (đơn vị, nhóm, số đã tham gia, tổng số) do Ban Tổ chức nhập; đơn vị chưa có số liệu sẽ không được xếp.',
      'The condition on mandatory groups needs the organizer’s table (unit, group, done, total); units without it are not placed.',
    ),
  ];
}

/** Targets and collective prizes against each other and against the profile, as far as they are known. Source: SPEC R4; domain (a5), (f3). */
export function checkUnits({
  unitTargets,
  prizes,
  profile,
}: Pick<RulesDraft, 'unitTargets' | 'prizes' | 'profile'>): RulesNotice[] {
  const notices: RulesNotice[] = [];
  const collective = prizes?.collective ?? [];
  const targets = unitTargets ?? [];
  const fields = profile?.fields ?? null;
  if (
    collective.length + targets.length > 0 &&
    fields !== null &&
    !fields.some(({ key, required }) => key === 'unit' && required)
  ) {
    notices.push(
      warn(
        'profile.unit-not-required',
        'profile.fields',
        'Có giải tập thể hoặc chỉ tiêu theo đơn vị nhưng người dự thi không bắt buộc khai đơn vị; người không khai sẽ không được tính cho đơn vị nào.',
        'There are collective prizes or unit targets, but stating a unit is not required; whoever states none counts for no unit.',
      ),
    );
  }
  const reachesAgencies = collective.some(
    ({ compete }) => compete?.levels == null || compete.levels.some((level) => level === 'AGENCY'),
  );
  if (targets.length > 0 && collective.length > 0 && !reachesAgencies) {
    notices.push(
      warn(
        'unitTargets.no-prize-class',
        'unitTargets',
        'Chỉ tiêu tham gia áp dụng cho cơ quan, đơn vị các cấp nhưng giải tập thể chỉ có cho cấp huyện, cấp xã; các sở, ban, ngành không có giải.',
        'Targets bind agencies at all levels, but collective prizes exist for districts or communes only; agencies can win none.',
      ),
    );
  }
  for (const target of targets) {
    if (target.minRate !== 1) continue;
    notices.push(
      warn(
        'unitTargets.everybody',
        'unitTargets',
        'Chỉ tiêu 100\u00a0% không trừ người nghỉ phép, nghỉ chế độ, đi học và người không được dự thi; cần thống nhất tổng số và ngày lấy số liệu.',
        'A target of 100\u00a0% leaves no room for people on leave, away on training or excluded; agree on the headcount and its date.',
      ),
    );
    break;
  }
  return notices;
}
