import type { RulesNotice } from '../../contract/organizer.ts';
import type { RulesDraft } from '../../contract/rules.ts';
import { warn } from './notice.ts';

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
