import type { RulesNotice } from '../../contract/organizer.ts';
import type { Rules } from '../../contract/rules.ts';
import { warn } from './notice.ts';

/** Consents, names and retention against each other. Source: SPEC S6, V4; Law 91/2025/QH15; domain (e). */
export function checkConsents({ privacy, publication, complaints }: Rules): RulesNotice[] {
  const notices: RulesNotice[] = [];
  const asked = new Map(privacy.consents.map(({ purpose, required }) => [purpose, required]));
  if (asked.get('take-part') !== true) {
    notices.push(
      warn(
        'privacy.take-part-not-asked',
        'privacy.consents',
        'Chưa xin sự đồng ý bắt buộc cho việc xử lý dữ liệu để dự thi.',
        'The consent needed for taking part is not asked as required.',
      ),
    );
  }
  const forced = privacy.consents.some(({ purpose, required }) => required && purpose !== 'take-part');
  if (forced) {
    notices.push(
      warn(
        'privacy.consent-forced',
        'privacy.consents',
        'Sự đồng ý phải tự nguyện: chỉ nên bắt buộc đối với việc dự thi, không bắt buộc đối với công bố họ tên, hình ảnh hay nhận thông báo.',
        'Consent must be free: require it for taking part only, not for names, photos or notices.',
      ),
    );
  }
  if (publication.names === 'full' && !asked.has('publish-name')) {
    notices.push(
      warn(
        'publication.full-names-without-consent',
        'publication.names',
        'Công bố họ tên đầy đủ nhưng không xin sự đồng ý cho việc này; mọi họ tên sẽ bị che bớt.',
        'Full names are to be published, but consent to it is not asked; all names will be masked.',
      ),
    );
  }
  if (publication.names === 'masked' && asked.has('publish-name')) {
    notices.push(
      warn(
        'publication.consent-without-full-names',
        'publication.names',
        'Xin sự đồng ý công bố họ tên nhưng họ tên luôn được che bớt; sự đồng ý này không được dùng trong danh sách công bố.',
        'Consent to publish names is asked, but names are always masked; the published list will not use it.',
      ),
    );
  }
  if (privacy.retentionDays < complaints.workingDays * 2) {
    notices.push(
      warn(
        'privacy.retention-too-short',
        'privacy.retentionDays',
        'Dữ liệu bị xóa trước khi hết thời hạn khiếu nại và giải quyết khiếu nại.',
        'Data is deleted before complaints can be made and settled.',
      ),
    );
  }
  return notices;
}
