import type { CollectiveMetric } from '../../contract/collective.ts';
import type { PrizeRank } from '../../contract/prize-rank.ts';
import type { ExcludedRole } from '../../contract/refusal.ts';
import type { Audience, ConsentPurpose, ProfileFieldKey } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { unitLevels } from '../../contract/unit-level.ts';

/** The rules' closed values in the words of a notice. One list a kind; a new value does not compile until it has words. */

export const wordsOfPrizeRank: Record<PrizeRank, LocalText> = {
  FIRST: { vi: 'giải Nhất', en: 'first prize' },
  SECOND: { vi: 'giải Nhì', en: 'second prize' },
  THIRD: { vi: 'giải Ba', en: 'third prize' },
  CONSOLATION: { vi: 'giải Khuyến khích', en: 'consolation prize' },
};

export const wordsOfAudience: Record<Audience, LocalText> = {
  CITIZEN: { vi: 'người dân', en: 'residents' },
  OFFICIAL: { vi: 'cán bộ, công chức, viên chức', en: 'cadres, civil servants and public employees' },
  WORKER: { vi: 'người lao động', en: 'workers' },
  ARMED_FORCES: { vi: 'lực lượng vũ trang', en: 'armed forces' },
  MEMBER: { vi: 'đoàn viên, hội viên', en: 'members of unions and associations' },
  STUDENT: { vi: 'học sinh, sinh viên', en: 'pupils and students' },
};

export const wordsOfRole: Record<ExcludedRole, LocalText> = {
  ORGANIZING_COMMITTEE: { vi: 'thành viên Ban Tổ chức', en: 'members of the organizing committee' },
  JURY: { vi: 'thành viên Ban Giám khảo', en: 'members of the jury' },
  SECRETARIAT: { vi: 'thành viên Tổ Thư ký', en: 'members of the secretariat' },
  SUPPORT_TEAM: { vi: 'thành viên Tổ giúp việc', en: 'members of the support team' },
  QUESTION_AUTHORS: { vi: 'thành viên Tổ soạn thảo câu hỏi - đáp án', en: 'authors of questions and answers' },
  DIRECTLY_INVOLVED: {
    vi: 'người trực tiếp tham gia tổ chức Cuộc thi',
    en: 'anyone directly involved in running the contest',
  },
  TECHNICAL_STAFF: { vi: 'cán bộ kỹ thuật vận hành hệ thống', en: 'technical staff running the system' },
  VENDOR_STAFF: { vi: 'nhân sự của đơn vị cung cấp phần mềm', en: 'staff of the software supplier' },
  HOST_DEPARTMENT: { vi: 'cán bộ, nhân viên của đơn vị tổ chức', en: 'staff of the host body' },
};

export const wordsOfField: Record<ProfileFieldKey, LocalText> = {
  name: { vi: 'họ và tên', en: 'full name' },
  unit: { vi: 'đơn vị', en: 'unit' },
  audience: { vi: 'nhóm đối tượng', en: 'group' },
  birthDate: { vi: 'ngày sinh', en: 'date of birth' },
  address: { vi: 'địa chỉ', en: 'address' },
  nationalId: { vi: 'số định danh cá nhân', en: 'personal ID number' },
  email: { vi: 'thư điện tử', en: 'email address' },
  jobTitle: { vi: 'chức vụ', en: 'job title' },
};

export const wordsOfPurpose: Record<ConsentPurpose, LocalText> = {
  'take-part': { vi: 'tham gia dự thi, chấm thi và trao giải', en: 'taking part, judging and awarding' },
  'publish-name': { vi: 'công bố họ tên và đơn vị khi đạt giải', en: 'publishing name and unit when a prize is won' },
  photos: {
    vi: 'sử dụng hình ảnh tại các buổi lễ của Cuộc thi',
    en: 'using pictures taken at the contest’s ceremonies',
  },
  notices: { vi: 'nhận thông báo về Cuộc thi', en: 'receiving notices about the contest' },
};

const wordsOfKnownLevel: Record<(typeof unitLevels)[number], LocalText> = {
  PROVINCE: { vi: 'cấp tỉnh', en: 'provinces' },
  BLOCK: { vi: 'các khối', en: 'blocks' },
  AGENCY: { vi: 'cơ quan, đơn vị', en: 'agencies and units' },
  DISTRICT: { vi: 'cấp huyện', en: 'districts' },
  COMMUNE: { vi: 'cấp xã', en: 'communes' },
  SCHOOL: { vi: 'trường học', en: 'schools' },
};

/** A level in words; one of the organizer's own is its own word in both languages. */
export function wordsOfLevel(level: string): LocalText {
  const known = unitLevels.find((each) => each === level);
  return known === undefined ? { vi: level, en: level } : wordsOfKnownLevel[known];
}

/** The metrics' names as pages and printed rules say them. */
export const wordsOfMetric: Record<CollectiveMetric, LocalText> = {
  persons: { vi: 'số người dự thi', en: 'people taking part' },
  attempts: { vi: 'số lượt thi', en: 'attempts' },
  personsRate: { vi: 'tỷ lệ người dự thi', en: 'participation rate' },
  meanScore: { vi: 'điểm trung bình', en: 'mean score' },
  allCorrectRate: { vi: 'tỷ lệ bài thi đúng tất cả', en: 'rate of entries with everything right' },
  winners: { vi: 'số người đạt giải cá nhân', en: 'people with an individual prize' },
  prizePoints: { vi: 'điểm quy đổi giải cá nhân', en: 'points for individual prizes' },
};
