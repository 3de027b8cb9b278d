import { dataEndsAt } from '@hoithi/shared/rulebook/judge/data-terms';
import { ownFields } from '@hoithi/shared/rulebook/settings/own-fields';
import { entranceOf } from '@hoithi/shared/rulebook/settings/settings-of';
import { dataRights } from '@hoithi/shared/rules/data-rights';
import { wordsOfField, wordsOfPurpose } from '@hoithi/shared/rules/printed-rules/value-words';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import type { RulesPaper } from '../documents/rules/rules-paper.ts';
import { typesetInWorker } from '../documents/typeset-in-worker.ts';
import { dateWords } from '../papers/date-words.ts';
import type { makeResultPaper } from '../papers/result-paper-worker.ts';
import { writeAudit } from '../platform/audit.ts';
import { countNamed, countRequests, type RequestCounts } from './erase-sql.ts';

type Section = RulesPaper['articles'][number];
export type RecordFacts = { people: number; requests: RequestCounts; nowMs: number };

/**
 * The record of how a contest processes personal data, as the rules in force and the program have it: a draft for the office to
 * complete and sign. It names nobody.
 *
 * Source  SPEC S72; Law 91/2025/QH15; Decree 356/2025/NĐ-CP.
 */
export async function printProcessingRecord(
  app: Pick<App, 'clock' | 'db'>,
  { actor }: { actor: string },
  contest: CachedContest,
  as: 'pdf' | 'docx',
): Promise<Buffer> {
  const { contestId } = contest;
  const nowMs = app.clock.nowMs();
  const facts = {
    people: await countNamed(app.db, contestId),
    requests: await countRequests(app.db, contestId, nowMs),
    nowMs,
  };
  const by = { contestId, atMs: nowMs, actor, act: 'document:made', object: contest.slug };
  await writeAudit(app.db, { ...by, detail: { kind: 'processing-record', as } });
  return typesetInWorker<typeof makeResultPaper>({
    program: 'result-paper-worker',
    given: [processingRecord(contest, facts), as],
    memoryMaxMb: 512,
  });
}

export function processingRecord(contest: CachedContest, facts: RecordFacts): RulesPaper {
  const { meta } = contest.rulebook;
  const subject = `Xử lý dữ liệu cá nhân trong ${meta.name.vi}`;
  return {
    ...{ lang: 'vi', title: `HỒ SƠ: ${subject}`, isDraft: true, host: meta.host.vi.toLocaleUpperCase('vi') },
    ...{ state: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', motto: 'Độc lập - Tự do - Hạnh phúc' },
    ...{ number: 'Số: ……/HS-BTC', placeAndDate: `………, ${dateWords(vietnamDayOf(facts.nowMs))}` },
    ...{ heading: 'HỒ SƠ', subject, issued: `(Lập từ Thể lệ, phiên bản ${contest.rulesVersion})` },
    articles: [
      ...[controller(contest), purposes(contest), kinds(contest), terms(contest)],
      ...[receivers(contest), protection(), rights(), state(facts)],
    ].map((section, at) => ({ ...section, heading: `${at + 1}. ${section.heading}` })),
    ...{ amendmentsTitle: '', amendments: [], pages: '' },
    receivers: ['Nơi nhận:', '- Như trên;', '- Lưu: VT.'],
    signer: { role: 'TM. BAN TỔ CHỨC', title: 'TRƯỞNG BAN', signature: '(Ký tên, đóng dấu)' },
  };
}

const controller = ({ rulebook: { meta } }: CachedContest): Section => ({
  heading: 'Bên kiểm soát dữ liệu',
  sentences: [
    `${meta.host.vi}.`,
    meta.contact === null ? 'Đầu mối liên hệ: ………' : `Đầu mối liên hệ: ${meta.contact}.`,
    'Bên xử lý dữ liệu (đơn vị cung cấp máy chủ, tin nhắn), số văn bản thỏa thuận: ………',
  ],
});

const purposes = ({ rulebook: { privacy } }: CachedContest): Section => ({
  heading: 'Mục đích và căn cứ',
  sentences: [
    ...privacy.consents.map(
      ({ purpose, required }) =>
        `Sự đồng ý để ${wordsOfPurpose[purpose].vi}: ${required ? 'cần có mới dự thi được' : 'không bắt buộc'}; hỏi riêng, không chọn sẵn, lưu kèm mã băm của văn bản và thời điểm, rút lại lúc nào cũng được.`,
    ),
    `Căn cứ: ${dataRights.law.vi}; ${dataRights.decree.vi}.`,
  ],
});

function kinds({ rulebook }: CachedContest): Section {
  const need = (required: boolean) => (required ? 'bắt buộc' : 'tùy chọn');
  return {
    heading: 'Loại dữ liệu và người có dữ liệu',
    sentences: ['Người đăng ký dự thi tự khai những mục sau; Cuộc thi không thu thập mục nào khác.'],
    table: {
      widths: ['*', 90, 190],
      head: ['Dữ liệu', 'Khai', 'Để làm gì'],
      rows: [
        ['số điện thoại hoặc mã trên phiếu', 'bắt buộc', 'đăng nhập, mỗi người một tài khoản'],
        ...entranceOf(rulebook).fields.map(({ key, required }) => [
          ...[wordsOfField[key].vi, need(required), 'dự thi, xét giải theo Thể lệ'],
        ]),
        ...ownFields(rulebook).map(({ label, required }) => [label.vi, need(required), 'dự thi, xét giải theo Thể lệ']),
        ['bài thi, thời gian làm bài, kết quả', 'phát sinh', 'chấm thi, xếp hạng, kiểm chứng'],
        ['lời khiếu nại, đề nghị về dữ liệu', 'tự gửi', 'giải quyết và trả lời'],
      ],
    },
  };
}

const terms = ({ rounds, rulebook }: CachedContest): Section => ({
  heading: 'Thời hạn lưu và cách xóa',
  sentences: [
    `Lưu ${rulebook.privacy.retentionDays} ngày kể từ khi vòng thi cuối cùng kết thúc, đến hết ${dateWords(vietnamDayOf(dataEndsAt(rounds, rulebook) - 1))}. Hệ thống báo trước một tháng, tự xóa và ghi nhật ký.`,
    'Bị xóa: họ tên, cách liên hệ, mục đã khai, lời khiếu nại, tên trên trang kiểm tra giấy chứng nhận, khóa mở niêm phong. Còn lại dưới mã số: bài thi, thứ hạng, nhật ký công khai; kết quả vẫn kiểm chứng được.',
    'Bản sao lưu còn dữ liệu đến khi hết hạn giữ bản sao lưu của cơ quan: ………',
  ],
});

const receivers = ({ rulebook: { publication } }: CachedContest): Section => ({
  heading: 'Bên nhận dữ liệu và công bố',
  sentences: [
    publication.names === 'full'
      ? 'Kết quả công bố đủ họ tên, đơn vị của người đạt giải đã đồng ý; người không đồng ý hoặc đã rút lại chỉ ghi tên viết tắt.'
      : 'Kết quả công bố chỉ ghi tên viết tắt và đơn vị của người đạt giải.',
    'Trưởng đơn vị chỉ thấy số người; tên chỉ so với danh sách do đơn vị tự nạp.',
    'Họ tên đầy đủ, số điện thoại chỉ mở cho người có vai trò được giao, phải nêu lý do; mỗi lần xem được ghi nhật ký và báo lại cho người có dữ liệu.',
    'Chuyển dữ liệu cho bên thứ ba, ra nước ngoài: ………',
  ],
});

const protection = (): Section => ({
  heading: 'Biện pháp bảo vệ',
  sentences: [
    'Tên và số điện thoại nằm ở bảng riêng, sổ ghi và nhật ký công khai chỉ có mã số. Tên trong nhật ký công khai được niêm phong bằng mã băm có muối; khóa bị xóa cùng dữ liệu.',
    'Người của Ban Tổ chức đăng nhập bằng khóa truy cập hoặc mật khẩu kèm mã dùng một lần, chứng minh lại trước việc quan trọng. Nhật ký kiểm tra là chuỗi mã băm, sửa là phát hiện được.',
    'Đánh giá tác động xử lý dữ liệu cá nhân: ………',
  ],
});

const rights = (): Section => ({
  heading: 'Quyền của người có dữ liệu',
  sentences: [
    'Trang “Dữ liệu của tôi” cho xem, tải về, đồng ý và rút lại, yêu cầu sửa, xóa.',
    `Xác nhận tiếp nhận ngay (luật: ${dataRights.acknowledgeWorkingDays} ngày làm việc); sửa trong ${dataRights.days.correct} ngày, rút đồng ý ${dataRights.days.withdraw} ngày, xóa ${dataRights.days.delete} ngày; gia hạn một lần.`,
  ],
});

const state = ({ people, requests: { done, late, open, refused } }: RecordFacts): Section => ({
  heading: 'Tình hình đến ngày lập',
  sentences: [
    `Đang lưu dữ liệu của ${people} người.`,
    `Đề nghị về dữ liệu: ${open} đang giải quyết (${late} quá hạn), ${done} đã thực hiện, ${refused} bị từ chối.`,
  ],
});
