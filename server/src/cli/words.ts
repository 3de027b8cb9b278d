import type { EvidenceKind } from '../archive/evidence.ts';
import type { ArchiveRefusal } from '../archive/read-archive.ts';
import type { ContinueRefusal } from '../proof/continue-log.ts';

/** What the commands print: Vietnamese, then English. */
export type Words = readonly [vi: string, en: string];

export const checkWords: Readonly<Record<string, Words>> = {
  triggers: [
    'bảng của sổ cái không còn khóa chống sửa, xóa',
    'a table of the ledger no longer refuses to be rewritten',
  ],
  'contests.readable': [
    'không đọc được thể lệ hoặc câu hỏi của một cuộc thi',
    'the rules or questions of a contest cannot be read',
  ],
  'answers.handed_out': [
    'câu trả lời không ứng với câu hỏi đã phát trong lượt thi',
    'an answer belongs to no question handed out in its attempt',
  ],
  'answers.changes': ['số lần đổi câu trả lời bị khuyết', 'the numbers of an answer’s changes have a gap'],
  'answers.options': ['phương án đã chọn không có trong câu hỏi', 'a chosen option is not one of the question’s'],
  'attempts.references': [
    'lượt thi không khớp người dự thi, vòng, thể lệ hoặc câu hỏi',
    'an attempt does not fit its contestant, round, rules or questions',
  ],
  'handouts.order': [
    'thứ tự phát câu hỏi bị khuyết hoặc sai',
    'hand-outs of an attempt have a gap or a wrong question',
  ],
  'submissions.attempt': ['bài nộp khác với lượt thi của nó', 'a submission differs from its attempt'],
  'submissions.settled': [
    'vòng đã chốt nhưng còn lượt thi chưa nộp',
    'a settled round has an attempt without a submission',
  ],
  'submissions.score': [
    'điểm, số câu đúng hoặc thời gian khác với kết quả chấm lại từ câu trả lời',
    'a score, a count or a time differs from what its answers give',
  ],
  'submissions.possible': [
    'bài nộp có thời điểm không thể xảy ra: sai thứ tự phát câu hỏi, quá hạn, bù trễ vượt mức',
    'a submission has a time that cannot have been: hand-outs out of order, an answer after its lock, credit beyond the quota',
  ],
  'attempts.numbers': [
    'số thứ tự các lượt thi của một người bị khuyết',
    'the numbers of a person’s attempts have a gap',
  ],
  'predictions.attempt': [
    'số dự đoán không thuộc lượt thi của người đó',
    'a prediction does not belong to an attempt of that person',
  ],
  'attempt_voids.numbers': [
    'số lần hủy hoặc công nhận lại lượt thi bị khuyết',
    'the numbers of an attempt’s voiding have a gap',
  ],
  'attempt_voids.decided': [
    'lượt thi bị hủy hoặc công nhận lại mà không có quyết định',
    'an attempt was voided, or counted again, without a decision',
  ],
  'attempt_marks.computed': [
    'điểm theo quyết định khác với kết quả tính lại',
    'the marks that decisions give differ from those computed again',
  ],
  'decisions.numbers': ['số thứ tự các quyết định bị khuyết', 'the numbers of a contest’s decisions have a gap'],
  'round_events.publication': [
    'vòng ghi là đã công bố nhưng không có văn bản công bố',
    'an event calls a round published, and nothing was published',
  ],
  'exclusions.trail': [
    'số người không được dự thi khác với nhật ký',
    'there are not as many excluded people as the audit trail says',
  ],
  'headcounts.settled': [
    'quân số của đơn vị khác với quân số khi chốt vòng',
    'a unit’s headcount differs from the one that its round was settled with',
  ],
  'unit_merges.numbers': ['số lần gộp đơn vị bị khuyết', 'the numbers of a contest’s merged units have a gap'],
  'rules_versions.numbers': ['số phiên bản thể lệ bị khuyết', 'the numbers of the rules’ versions have a gap'],
  'round_events.numbers': ['số thứ tự sự kiện của vòng bị khuyết', 'the numbers of a round’s events have a gap'],
  'round_events.standing': [
    'sự kiện của vòng dẫn tới bảng xếp hạng không có',
    'an event of a round names a standing that does not exist',
  ],
  'seals.questions': [
    'câu hỏi đã niêm phong khác với câu hỏi của cuộc thi',
    'what a round was sealed with differs from the contest’s questions',
  ],
  'seals.drawn': [
    'lượt thi dùng câu hỏi ngoài bộ câu hỏi đã niêm phong',
    'an attempt drew a question that its round was not sealed with',
  ],
  'standings.numbers': ['số phiên bản bảng xếp hạng bị khuyết', 'the numbers of a round’s standings have a gap'],
  'standing_rows.places': [
    'thứ tự trong bảng xếp hạng bị khuyết hoặc không có bài nộp',
    'the places of a standing have a gap or no submission',
  ],
  'collective_standings.numbers': [
    'số phiên bản bảng xếp hạng tập thể bị khuyết',
    'the numbers of a contest’s collective standings have a gap',
  ],
  'collective_decisions.numbers': [
    'số thứ tự các quyết định về đơn vị đồng hạng bị khuyết',
    'the numbers of a contest’s decisions on tied units have a gap',
  ],
  'collective_rows.places': [
    'thứ tự trong bảng xếp hạng tập thể bị khuyết',
    'the places of a collective standing have a gap',
  ],
  'standings.computed': [
    'bảng xếp hạng khác với kết quả tính lại từ sổ cái',
    'a standing differs from the one computed again from the ledger',
  ],
  'publications.standing': [
    'kết quả đã công bố khác với bảng xếp hạng của nó',
    'what was published differs from its standing',
  ],
  'publications.files': [
    'tệp kết quả trên đĩa khác với sổ cái',
    'a file with results on the disk differs from the ledger',
  ],
  'collective.computed': [
    'bảng xếp hạng tập thể khác với kết quả tính lại từ sổ cái',
    'a standing of units differs from the one computed again from the ledger',
  ],
  'collective.published': [
    'kết quả tập thể đã công bố khác với bảng xếp hạng của nó',
    'what was published of units differs from its standing',
  ],
  'log.tree': [
    'nhật ký công khai đã bị sửa: mục, vị trí, điểm mốc hoặc chữ ký không khớp',
    'the transparency log was changed: a leaf, a place, a checkpoint or a signature does not fit',
  ],
  'log.rows': ['nhật ký công khai nói khác với sổ cái', 'the transparency log says something else than the ledger'],
  'log.missing': [
    'sổ cái có điều mà nhật ký công khai không có',
    'the ledger has something that the transparency log lacks',
  ],
  'log.evidence': [
    'nhật ký công khai KHÔNG KHỚP với bằng chứng từ bên ngoài',
    'the transparency log DISAGREES with what was given from outside',
  ],
  'show_events.numbers': ['số thứ tự sự kiện của chương trình bị khuyết', 'the numbers of a show’s events have a gap'],
  'show_runs.references': [
    'lần trình diễn không khớp chương trình hoặc thiếu sự kiện mở',
    'a run does not fit its show or lacks its first event',
  ],
  'show_players.references': [
    'người chơi không khớp lần trình diễn hoặc người dự thi',
    'a player does not fit its run or its contestant',
  ],
  'show_answers.references': [
    'câu trả lời tại hội trường không khớp người chơi hoặc câu đã hỏi',
    'an answer of a show does not fit its player or a question that was asked',
  ],
  'show_answers.changes': [
    'số lần đổi câu trả lời tại hội trường bị khuyết',
    'the numbers of a show answer’s changes have a gap',
  ],
  'audit.shape': [
    'nhật ký có mục không đúng dạng (chỉ được chứa mã và lý do)',
    'an entry of the audit trail has the wrong form (it may hold only ids and reasons)',
  ],
  'audit.chain': [
    'nhật ký đã bị sửa, xóa, chèn hoặc đổi thứ tự',
    'the audit trail was changed: an entry altered, deleted, inserted or moved',
  ],
  'audit.heads': [
    'nhật ký thiếu phần cuối mà một lần công bố hoặc sao lưu đã ghi nhận',
    'the audit trail lacks an end that a publication or a backup recorded',
  ],
  'ledger.phones': [
    'sổ cái có số điện thoại, thư điện tử hoặc số định danh',
    'the ledger contains a phone number, an e-mail address or an identity number',
  ],
  'ledger.names': ['sổ cái có họ tên người dự thi', 'the ledger contains the name of a contestant'],
};

export const continueRefusals: Readonly<Record<ContinueRefusal, Words>> = {
  'no-log': ['Cuộc thi chưa có nhật ký.', 'The contest has no log yet.'],
  unreadable: ['Đây không phải là điểm mốc.', 'This is no checkpoint.'],
  'other-log': ['Điểm mốc của nhật ký khác.', 'The checkpoint is of another log.'],
  signature: ['Điểm mốc không có chữ ký của khóa nhật ký.', 'The checkpoint is not signed by the key of the log.'],
  'not-behind': [
    'Nhật ký ở đây đã tới điểm mốc ấy: không có gì bị mất sau nó.',
    'The log here reaches that checkpoint: nothing behind it was lost.',
  ],
};

const evidenceWords: Readonly<Record<EvidenceKind, Words>> = {
  checkpoint: ['điểm mốc', 'checkpoint'],
  receipt: ['biên nhận', 'receipt'],
  witness: ['người làm chứng', 'witness'],
};

export const words = {
  checked: (promises: number, submissions: number, standings: number): Words => [
    `Đã kiểm tra ${promises} cam kết, chấm lại ${submissions} bài nộp, tính lại ${standings} bảng xếp hạng.`,
    `${promises} promises checked, ${submissions} submissions scored again, ${standings} standings computed again.`,
  ],
  trail: (entries: number, head: string): Words => [
    `Nhật ký: ${entries} mục, mã băm cuối ${head}`,
    `The audit trail: ${entries} entries, last hash ${head}`,
  ],
  rows: (rows: number): Words => [`Sổ cái: ${rows} dòng.`, `The ledger: ${rows} rows.`],
  hash: (hash: string): Words => [`Mã băm của sổ cái (SHA-256): ${hash}`, `Hash of the ledger (SHA-256): ${hash}`],
  leaves: (leaves: number): Words => [
    `Nhật ký công khai: ${leaves} mục, đối chiếu từng mục với sổ cái.`,
    `The transparency log: ${leaves} leaves, each compared with the ledger.`,
  ],
  evidence: (kind: EvidenceKind, about: string, holds: boolean): Words => {
    const [vi, en] = evidenceWords[kind];
    return [
      `Bằng chứng từ bên ngoài: ${vi} ${about}: ${holds ? 'khớp' : 'KHÔNG KHỚP'}.`,
      `Evidence from outside: ${en} ${about}: ${holds ? 'agrees' : 'DISAGREES'}.`,
    ];
  },
  keyElsewhere: [
    'Khóa nằm trong LOG_KEY, không nằm trong thư mục dữ liệu: chuyển khóa vào tệp log-key.pem trước khi thay.',
    'The key is in LOG_KEY and not in the data folder: put it into log-key.pem before it is replaced.',
  ] as Words,
  keyRotated: (logs: number): Words => [
    `Đã thay khóa ký của ${logs} nhật ký; khóa cũ đã ký khóa mới. Khởi động lại mọi máy chủ và in khóa mới vào thể lệ.`,
    `The key of ${logs} logs is replaced, the new one signed by the old one. Restart every server, and print the new key in the rules.`,
  ],
  logContinued: (origin: string): Words => [
    `Đã mở nhật ký mới ${origin}; mục đầu tiên nêu điểm mốc đã biết và lý do.`,
    `A new log is open, ${origin}; its first leaf names the known checkpoint and the reason.`,
  ],
  bundled: (path: string, bytes: number, isInspectors: boolean): Words => [
    `Đã ghi gói kiểm chứng vào ${path} (${bytes} byte).${isInspectors ? ' Tệp có họ tên và đơn vị: chỉ giao cho người có thẩm quyền.' : ''}`,
    `The proof bundle is in ${path} (${bytes} bytes).${isInspectors ? ' It has names and units: for those alone who may see them.' : ''}`,
  ],
  noEvidence: [
    'Không có bằng chứng nào từ bên ngoài (biên nhận, điểm mốc đã in, người làm chứng): chỉ có thể nói là sổ cái tự khớp với chính nó. Người viết lại tất cả bằng khóa của máy chủ thì không thể phát hiện ở đây.',
    'Nothing was given from outside (a receipt, a printed checkpoint, a witness): this says only that the ledger is consistent in itself. Whoever rewrote everything with the server’s key is not found here.',
  ] as Words,
  sound: ['Sổ cái TOÀN VẸN.', 'The ledger is SOUND.'] as Words,
  consistent: ['Sổ cái TỰ KHỚP.', 'The ledger is CONSISTENT IN ITSELF.'] as Words,
  unsound: [
    'Sổ cái CÓ SAI LỆCH. Giữ nguyên máy, báo người phụ trách.',
    'The ledger is NOT SOUND. Leave the machine as it is and call the person in charge.',
  ] as Words,
  found: (count: number): Words => [`${count} chỗ`, `${count} places`],
  backedUp: (path: string, rows: number, bytes: number): Words => [
    `Đã sao lưu ${rows} dòng vào ${path} (${bytes} byte), đọc lại và đối chiếu khớp. Tệp có dữ liệu cá nhân: cất nơi an toàn.`,
    `${rows} rows backed up to ${path} (${bytes} bytes), read back and equal. The file contains personal data: store it safely.`,
  ],
  fileExists: (path: string): Words => [
    `Đã có ${path}; hãy chọn tên khác.`,
    `${path} exists already; choose another name.`,
  ],
  fileUnread: (path: string): Words => [`Không mở được tệp ${path}.`, `The file ${path} cannot be opened.`],
  noFolder: (path: string): Words => [
    `Không ghi được ${path}; hãy kiểm tra thư mục và quyền ghi.`,
    `${path} cannot be written; check the folder and its permissions.`,
  ],
  locked: (pid: number): Words => [
    `Thư mục dữ liệu đang được tiến trình ${pid} sử dụng. Hãy dừng máy chủ rồi chạy lại lệnh.`,
    `Process ${pid} is using the data folder. Stop the server and run the command again.`,
  ],
  restored: (rows: number): Words => [
    `Đã khôi phục ${rows} dòng; số dòng và mã băm của từng bảng khớp với tệp.`,
    `${rows} rows restored; the count and hash of every table equal those in the file.`,
  ],
  notEmpty: (tables: string): Words => [
    `Cơ sở dữ liệu đã có dữ liệu (${tables}). Không thay đổi gì. Nếu chắc chắn muốn bỏ dữ liệu này, thêm --replace.`,
    `The database has data (${tables}). Nothing was changed. To give that data up, add --replace.`,
  ],
  inUse: [
    'Máy chủ đang chạy trên cơ sở dữ liệu này. Hãy dừng mọi máy chủ rồi chạy lại.',
    'A server is running on this database. Stop every server and run the command again.',
  ] as Words,
  notEqual: (tables: string): Words => [
    `Dữ liệu ghi vào không khớp với tệp (${tables}); đã hoàn lại như trước.`,
    `The restored data differs from the file (${tables}); it was rolled back.`,
  ],
  databaseFailure: [
    'Không mở được cơ sở dữ liệu; hãy kiểm tra DATABASE_URL, DATA_DIR.',
    'The database cannot be opened; check DATABASE_URL and DATA_DIR.',
  ] as Words,
  notFound: (what: string): Words => [`Không tìm thấy ${what}.`, `${what} was not found.`],
  runNotEnded: [
    'Lần trình diễn chưa kết thúc; hãy kết thúc trên trang MC rồi chạy lại.',
    'The run has not ended; end it on the MC’s page and run the command again.',
  ] as Words,
  exported: (path: string, rows: number): Words => [
    `Đã ghi ${rows} dòng vào ${path}. Tệp có câu hỏi, đáp án hoặc tên gọi: chỉ giao cho người phụ trách.`,
    `${rows} rows written to ${path}. The file contains questions, answer keys or nicknames: give it only to the person in charge.`,
  ],
  added: (added: number, same: number): Words => [
    `Đã thêm ${added} dòng; ${same} dòng đã có sẵn, giống hệt.`,
    `${added} rows added; ${same} were there already, unchanged.`,
  ],
  contestUnknown: [
    'Cuộc thi của lần trình diễn này không có ở đây.',
    'The contest of this run does not exist here.',
  ] as Words,
  conflicts: (count: number): Words => [
    `${count} dòng trùng mã nhưng khác nội dung; KHÔNG ghi gì:`,
    `${count} rows have the same id and other content; NOTHING was written:`,
  ],
  unlinked: (count: number): Words => [
    `${count} người chơi chưa đăng ký ở đây, chỉ được ghi theo tên gọi.`,
    `${count} players are not registered here and are recorded by name only.`,
  ],
  accounts: (count: number): Words => [
    `${count} tài khoản (tên đăng nhập, họ tên, chức vụ, vai trò, lần dùng gần nhất; x: đã gỡ bỏ):`,
    `${count} accounts (login, name, function, roles, last used; x: removed):`,
  ],
  invitations: (count: number): Words => [
    `${count} lời mời chưa dùng (họ tên, vai trò, hết hạn):`,
    `${count} invitations not used yet (name, roles, expiry):`,
  ],
  link: (name: string, url: string): Words => [
    `Liên kết dùng một lần, trong 7 ngày, cho ${name}: ${url}`,
    `Link for ${name}, works once, within 7 days: ${url}`,
  ],
  noRole: (roles: string): Words => [
    `Không có vai trò này; hãy chọn: ${roles}`,
    `There is no such role; choose: ${roles}`,
  ],
  oldTables: [
    'Cơ sở dữ liệu không cùng phiên bản với chương trình; hãy dùng đúng phiên bản hoặc khởi động máy chủ một lần.',
    'The database is of another version; use the same version, or start the server once.',
  ] as Words,
} as const;

export const refusedFile: Readonly<Record<ArchiveRefusal, Words>> = {
  unreadable: ['Không đọc được tệp.', 'The file cannot be read.'],
  not_ours: ['Tệp này không phải do Hội Thi ghi.', 'This file was not written by Hội Thi.'],
  newer: [
    'Tệp do phiên bản mới hơn ghi; hãy cài đúng phiên bản ấy rồi chạy lại. Không thay đổi gì.',
    'The file was written by a newer version; install that version and run the command again. Nothing was changed.',
  ],
  damaged: [
    'Tệp bị hỏng hoặc bị sửa; hãy dùng bản khác. Không thay đổi gì.',
    'The file is damaged or was changed; use another copy. Nothing was changed.',
  ],
  other_kind: [
    'Tệp thuộc loại khác (bản sao lưu, cuộc thi hay lần trình diễn); hãy dùng đúng lệnh.',
    'The file is of another kind (backup, contest or run); use the command for it.',
  ],
};

export const usage: Words = [
  `Cách dùng:
  npm run ledger -- verify [--json] [--checkpoint TỆP|DẠNG-IN] [--receipt TỆP] [--witness TỆP|KHÓA]
  npm run ledger -- bundle ĐƯỜNG-DẪN-NGẮN [TỆP] [--inspector]
  npm run ledger -- rotate-key
  npm run ledger -- continue-log ĐƯỜNG-DẪN-NGẮN --checkpoint TỆP --reason "LÝ DO"
  npm run ledger -- export-contest --contest ĐƯỜNG-DẪN-NGẮN TỆP
  npm run ledger -- import-contest TỆP
  npm run ledger -- export-run --run MÃ TỆP
  npm run ledger -- merge TỆP
  npm run bank -- check TỆP [--convert tcvn3|vni]
  npm run bank -- export TỆP --to xlsx|gift|moodle|docx|docx-key TỆP-MỚI
  npm run bank -- template TỆP-MỚI.xlsx
  npm run backup -- TỆP
  npm run restore -- TỆP [--replace]
  npm run staff -- list
  npm run staff -- invite --name "HỌ TÊN" [--function "CHỨC VỤ"] [--role VAI-TRÒ] [--contest ĐƯỜNG-DẪN-NGẮN] [--unit MÃ]
      (không nêu --role: organizer; không nêu --contest: mọi cuộc thi; --unit chỉ dùng cùng --contest cho unit-leader,
      và unit-leader luôn cần cả hai)
  npm run staff -- reset TÊN-ĐĂNG-NHẬP
  npm run rules -- check | print | upgrade TỆP.json
  npm run rules -- simulate [--people 30000] [--skill 0.9] [--seed CHUỖI] TỆP.json`,
  `Usage:
  npm run ledger -- verify [--json] [--checkpoint FILE|SHORT-FORM] [--receipt FILE] [--witness FILE|KEY]
  npm run ledger -- bundle SLUG [FILE] [--inspector]
  npm run ledger -- rotate-key
  npm run ledger -- continue-log SLUG --checkpoint FILE --reason "REASON"
  npm run ledger -- export-contest --contest SLUG FILE
  npm run ledger -- import-contest FILE
  npm run ledger -- export-run --run CODE FILE
  npm run ledger -- merge FILE
  npm run bank -- check FILE [--convert tcvn3|vni]
  npm run bank -- export FILE --to xlsx|gift|moodle|docx|docx-key NEW-FILE
  npm run bank -- template NEW-FILE.xlsx
  npm run backup -- FILE
  npm run restore -- FILE [--replace]
  npm run staff -- list
  npm run staff -- invite --name "NAME" [--function "FUNCTION"] [--role ROLE] [--contest SLUG] [--unit CODE]
      (without --role: organizer; without --contest: every contest; --unit goes with --contest for a unit-leader alone,
      who always needs both)
  npm run staff -- reset LOGIN
  npm run rules -- check | print | upgrade FILE.json
  npm run rules -- simulate [--people 30000] [--skill 0.9] [--seed TEXT] FILE.json`,
];
