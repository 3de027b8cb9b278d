/** What the verdict says, in Vietnamese and English. `{…}` are figures of the finding. */
type Both = readonly [vi: string, en: string];

export const verdictWords = {
  holds: ['ĐÚNG: mọi điều kiểm tra được đều khớp.', 'HOLDS: everything that can be checked agrees.'],
  broken: ['SAI: có điều không khớp, xem bên dưới.', 'BROKEN: something does not agree, see below.'],
  unreadable: ['KHÔNG ĐỌC ĐƯỢC tệp này.', 'UNREADABLE: this file cannot be read.'],
} as const satisfies Record<string, Both>;

export const headings = {
  anchors: ['Đối chiếu với bên ngoài', 'Compared with something from outside'],
  broken: ['Không khớp', 'What does not hold'],
  holds: ['Khớp', 'What holds'],
  unknown: ['Không thể biết từ tệp này', 'What cannot be known from this file'],
} as const satisfies Record<string, Both>;

export const words = {
  // unreadable
  'file.empty': ['Tệp rỗng.', 'The file is empty.'],
  'file.not-packed': ['Không phải tệp nén gzip.', 'It is not packed with gzip.'],
  'file.cut-short': [
    'Tệp bị cắt cụt hoặc hỏng khi tải (dòng {line}).',
    'The file was cut short, or damaged on its way (line {line}).',
  ],
  'file.too-large': [
    'Nội dung lớn hơn mức cho phép, dừng đọc.',
    'Its content is larger than allowed; reading was stopped.',
  ],
  'file.bomb': [
    'Tệp phình ra bất thường khi giải nén, dừng đọc.',
    'It swells beyond reason when unpacked; reading was stopped.',
  ],
  'file.line-too-long': ['Dòng {line} dài quá mức.', 'Line {line} is too long.'],
  'file.not-json': ['Dòng {line} không phải JSON.', 'Line {line} is no JSON.'],
  'file.not-text': ['Tệp không phải văn bản UTF-8.', 'The file is no UTF-8 text.'],
  'file.format': [
    'Không phải gói kiểm chứng của Hội Thi, hoặc của phiên bản khác (dòng {line}).',
    'It is no proof bundle of Hội Thi, or one of another version (line {line}).',
  ],
  'file.size': ['Sổ nhật ký ghi một số dòng không thể có.', 'The log names a size that cannot be.'],
  // the log
  'log.place-twice': [
    'Chỗ {place} trong nhật ký có hai lần, hoặc nằm ngoài nhật ký.',
    'Place {place} of the log stands twice, or beyond its end.',
  ],
  'log.missing': ['Thiếu {count} dòng của nhật ký.', '{count} entries of the log are missing.'],
  'log.root': ['Gốc cây Merkle tính lại khác gốc đã ký.', 'The root computed again differs from the signed one.'],
  'log.root-holds': [
    'Cây Merkle của {count} dòng có đúng gốc đã ký.',
    'The Merkle tree of {count} entries has the signed root.',
  ],
  'log.leaf': ['Dòng ở chỗ {place} không đúng định dạng.', 'The entry at place {place} has no valid form.'],
  'log.head': [
    'Nhật ký không bắt đầu bằng dòng của chính cuộc thi này.',
    'The log has no first entry of this very contest.',
  ],
  'log.twice': ['Có hai dòng nói về cùng một việc: {what}.', 'Two entries are about the same: {what}.'],
  'log.continues': [
    'Nhật ký nối tiếp một nhật ký trước bị mất sau dòng {size}: {reason}.',
    'The log continues another one that was lost behind entry {size}: {reason}.',
  ],
  'checkpoint.form': ['Một điểm mốc không đúng định dạng.', 'A checkpoint has no valid form.'],
  'checkpoint.missing': ['Không có điểm mốc đã ký nào cho nhật ký này.', 'There is no signed checkpoint for this log.'],
  'checkpoint.signature': [
    'Chữ ký của điểm mốc {size} không phải của khóa này.',
    'The signature under checkpoint {size} is not of this key.',
  ],
  'checkpoint.root': [
    'Điểm mốc {size} có gốc khác với nhật ký: nhật ký đã bị thay.',
    'Checkpoint {size} has another root than the log: the log was replaced.',
  ],
  'checkpoint.holds': [
    '{count} điểm mốc đã ký đều nằm trong cùng một nhật ký chỉ dài thêm.',
    '{count} signed checkpoints are of one log that only grew.',
  ],
  'key.other': [
    'Khóa trong tệp không phải khóa được cho biết từ bên ngoài.',
    'The key in the file is not the one known from outside.',
  ],
  'key.invalid': ['Khóa không đọc được.', 'The key cannot be read.'],
  'key.given': [
    'Khóa được cho biết từ bên ngoài đã ký nhật ký này.',
    'The key known from outside has signed this log.',
  ],
  'key.break': [
    'Khóa ký được thay mà khóa cũ không ký xác nhận.',
    'The signing key was replaced without a signature of the old one.',
  ],
  'key.rotated': ['Khóa ký được thay, khóa cũ đã ký xác nhận.', 'The signing key was replaced, signed by the old one.'],
  'anchor.none': [
    'Không có khóa, điểm mốc đã in, biên nhận hay nhân chứng từ bên ngoài: chỉ có thể nói tệp này tự nhất quán.',
    'There was no key, printed checkpoint, receipt or witness from outside: it can only be said that this file agrees with itself.',
  ],
  'anchor.checkpoint': [
    'Điểm mốc {size} từ bên ngoài nằm trong nhật ký này.',
    'The checkpoint {size} from outside is of this log.',
  ],
  'anchor.fork': [
    'Điểm mốc {size} từ bên ngoài KHÔNG thuộc nhật ký này: có hai nhật ký khác nhau.',
    'The checkpoint {size} from outside is NOT of this log: there are two different logs.',
  ],
  'anchor.beyond': [
    'Điểm mốc {size} từ bên ngoài mới hơn tệp này nên không so được.',
    'The checkpoint {size} from outside is newer than this file and cannot be compared.',
  ],
  'anchor.form': [
    'Điểm mốc hoặc biên nhận từ bên ngoài không đọc được.',
    'A checkpoint or receipt from outside cannot be read.',
  ],
  'anchor.other-contest': [
    'Điểm mốc hoặc biên nhận từ bên ngoài là của cuộc thi khác.',
    'A checkpoint or receipt from outside is of another contest.',
  ],
  'anchor.witness': ['Nhân chứng {name} đã ký điểm mốc {size}.', 'The witness {name} has signed checkpoint {size}.'],
  'anchor.witness-bad': [
    'Chữ ký của nhân chứng {name} không đúng.',
    'The signature of the witness {name} is not valid.',
  ],
  'receipt.holds': [
    'Biên nhận của lượt thi {attempt} nằm ở chỗ {place} trong nhật ký.',
    'The receipt of attempt {attempt} stands at place {place} of the log.',
  ],
  'receipt.voided': [
    'Lượt thi {attempt}: bài thi có trong nhật ký; bị hủy, không tính kết quả, theo quyết định số {no} (chỗ {place}): {reason}.',
    'Attempt {attempt}: the entry is in the log; voided by decision {no} (place {place}): {reason}.',
  ],
  'receipt.restored': [
    'Lượt thi {attempt}: bài thi có trong nhật ký; được tính lại theo quyết định số {no} (chỗ {place}): {reason}.',
    'Attempt {attempt}: the entry is in the log; restored by decision {no} (place {place}): {reason}.',
  ],
  'receipt.excluded': [
    'Lượt thi {attempt}: bài thi có trong nhật ký; người thi bị loại, không tính kết quả, theo quyết định số {no} (chỗ {place}): {reason}.',
    'Attempt {attempt}: the entry is in the log; its person was excluded by decision {no} (place {place}): {reason}.',
  ],
  'receipt.included': [
    'Lượt thi {attempt}: bài thi có trong nhật ký; người thi được nhận lại theo quyết định số {no} (chỗ {place}): {reason}.',
    'Attempt {attempt}: the entry is in the log; its person was included again by decision {no} (place {place}): {reason}.',
  ],
  'receipt.rescored': [
    'Lượt thi {attempt}: bài thi có trong nhật ký; đáp án một câu của bài được sửa theo quyết định số {no} (chỗ {place}): {reason}.',
    'Attempt {attempt}: the entry is in the log; the key of one of its questions was corrected by decision {no} (place {place}): {reason}.',
  ],
  'receipt.missing': [
    'Biên nhận của lượt thi {attempt} đã được hứa nhưng KHÔNG có trong nhật ký.',
    'The receipt of attempt {attempt} was promised and is NOT in the log.',
  ],
  'receipt.later': [
    'Biên nhận của lượt thi {attempt} được hứa sau điểm mốc của tệp này.',
    'The receipt of attempt {attempt} was promised after the checkpoint of this file.',
  ],
  'receipt.signature': [
    'Lời hứa trên biên nhận không có chữ ký của khóa này.',
    'The promise on the receipt is not signed by this key.',
  ],
  'receipt.leaf': [
    'Biên nhận không khớp với chính lời hứa của nó.',
    'The receipt does not agree with its own promise.',
  ],
  'receipt.place': [
    'Chỗ ghi trên biên nhận không được bằng chứng và điểm mốc của nó xác nhận.',
    'The place on the receipt is not proved by its own proof and checkpoint.',
  ],
  'receipt.sound': [
    'Biên nhận của lượt thi {attempt} đúng như lời hứa đã ký lúc {at}.',
    'The receipt of attempt {attempt} is what the promise signed at {at} says.',
  ],
  'receipt.placed': [
    'Bài thi nằm ở chỗ {place} của nhật ký {size} dòng, theo điểm mốc đã ký.',
    'The submission stands at place {place} of the log of {size} entries, by a signed checkpoint.',
  ],
  'receipt.waiting': [
    'Biên nhận được lưu khi bài thi chưa có chỗ trong nhật ký; lời hứa là trước {until}.',
    'The receipt was saved before the submission had its place in the log; the promise says by {until}.',
  ],
  'receipt.own-key': [
    'Chữ ký được kiểm tra bằng khóa ghi trên chính biên nhận; muốn chắc hơn, thêm khóa đã in trong thể lệ.',
    'The signature was checked by the key on the receipt itself; to be surer, add the key printed in the rules.',
  ],
  'receipt.alone': [
    'Chỉ có biên nhận, không có gói kiểm chứng: không biết nhật ký về sau còn giữ bài thi này không, và Ban Tổ chức đã quyết định gì về bài thi.',
    'There is a receipt and no bundle: whether the later log still has this submission, and what was decided about it, is not known.',
  ],
  'anchor.other-size': [
    'Điểm mốc {size} có số dòng khác với biên nhận: chỉ gói kiểm chứng mới so được.',
    'The checkpoint {size} has another size than the receipt: only a bundle can compare them.',
  ],
  // questions and people
  'questions.root': [
    'Câu hỏi của {round} không đúng cam kết công bố trước.',
    'The questions of {round} are not those that were committed to.',
  ],
  'questions.late': [
    'Cam kết câu hỏi của {round} được lập sau khi mở.',
    'The questions of {round} were committed to after it had opened.',
  ],
  'questions.holds': [
    '{count} câu hỏi của {round} đúng cam kết lập trước khi mở.',
    'The {count} questions of {round} are those committed to before it opened.',
  ],
  'questions.none': [
    '{round} không có cam kết câu hỏi nào trong nhật ký.',
    'For {round} the log has no commitment to questions.',
  ],
  'questions.closed': [
    '{count} lượt thi của {round} có câu hỏi chưa được mở nên chưa tính lại điểm được.',
    '{count} attempts of {round} have questions that are not open yet: their scores cannot be computed again.',
  ],
  'members.root': [
    'Danh sách đơn vị của người dự thi {round} khác với lúc đóng.',
    "People's units of {round} are not those as at its close.",
  ],
  'members.holds': [
    'Đơn vị của {count} người dự thi {round} đúng như lúc đóng.',
    'The units of {count} people of {round} are as at its close.',
  ],
  'members.seal': [
    'Một niêm phong đơn vị hoặc họ tên mở ra không khớp ({what}).',
    'A seal of a unit or name does not open to what is said ({what}).',
  ],
  'names.open': ['{count} họ tên mở đúng niêm phong.', '{count} names open their seals.'],
  'units.closed': [
    'Đơn vị không được mở: giải tập thể và suất theo đơn vị không tính lại được.',
    'Units are not open: prizes of units and places by unit cannot be computed again.',
  ],
  withheld: [
    '{count} dòng chỉ có mã băm (vòng chưa công bố).',
    'Of {count} entries only the hash is here (rounds that are not published).',
  ],
  // attempts
  'attempts.holds': [
    '{count} lượt thi có giờ phát, giờ trả lời, bù trễ và thời gian đúng quy luật; điểm đã tính lại.',
    '{count} attempts have hand-outs, arrivals, credits and times that can be; their points were computed again.',
  ],
  'attempts.wrong': [
    '{count} lượt thi có điều không thể xảy ra ({what}), như lượt {attempt}.',
    '{count} attempts have what cannot be ({what}), such as {attempt}.',
  ],
  'attempts.ordinal': [
    'Người {person} có hai lượt thi cùng số {ordinal} trong {round}.',
    'The person {person} has two attempts of number {ordinal} in {round}.',
  ],
  'attempts.after-close': [
    'Lượt thi {attempt} nằm sau khi {round} đã tính kết quả.',
    'The attempt {attempt} stands behind the settling of {round}.',
  ],
  'predictions.differ': [
    'Người {person} có hai dự đoán khác nhau trong {round}.',
    'The person {person} has two predictions in {round}.',
  ],
  'rules.missing': ['Không có thể lệ phiên bản {version}.', 'The rules of version {version} are not there.'],
  // standings
  'standing.holds': [
    '{id}, bản {version}: {count} người, thứ hạng và giải thưởng khớp từng chỗ.',
    '{id}, version {version}: {count} people, every place and prize agrees.',
  ],
  'standing.places': [
    '{id}, bản {version}: thứ hạng hoặc giải thưởng tính lại KHÔNG khớp.',
    '{id}, version {version}: places or prizes computed again do NOT agree.',
  ],
  'standing.prizes': [
    '{id}, bản {version}: người được giải khác: {who}.',
    '{id}, version {version}: other winners: {who}.',
  ],
  'standing.target': [
    '{id}, bản {version}: số phải dự đoán là {computed}, kết quả ghi {stored}.',
    '{id}, version {version}: the number to predict is {computed}, the result says {stored}.',
  ],
  'standing.unknown-list': ['Thể lệ không có danh sách {id}.', 'The rules have no list {id}.'],
  'standing.not-computed': [
    '{id}, bản {version}: chưa tính lại được.',
    '{id}, version {version}: cannot be computed again.',
  ],
  'standing.none': ['Tệp không có kết quả nào.', 'The file has no standing.'],
  finalized: [
    '{round}: kết quả bản {version} được chốt bởi {count} người.',
    '{round}: version {version} was finalized by {count} people.',
  ],
  'finalized.not': [
    '{round}: kết quả bản {version} được công bố mà chưa chốt.',
    '{round}: version {version} was published without having been finalized.',
  ],
  decisions: [
    '{count} quyết định của Ban Tổ chức có trong nhật ký.',
    '{count} decisions of the committee stand in the log.',
  ],
  'draw.holds': [
    'Bốc thăm {list}: danh sách {count} người chốt trước, nguồn số nêu trước khi có số, thứ tự tính lại khớp.',
    'Draw of {list}: a list of {count} people frozen beforehand, a source named before its value, the order computed again.',
  ],
  'draw.form': [
    'Bốc thăm {draw}: thiếu bước hoặc sai thứ tự các bước trong nhật ký.',
    'Draw {draw}: a step is missing from the log, or stands at the wrong place.',
  ],
  'draw.list': [
    'Bốc thăm {list}: danh sách đã chốt khác danh sách theo kết quả.',
    'Draw of {list}: the frozen list is not the one that the standing has.',
  ],
  'draw.list-unknown': [
    'Bốc thăm {list}: không tính lại được danh sách đã chốt.',
    'Draw of {list}: the frozen list cannot be computed again.',
  ],
  'draw.early': [
    'Bốc thăm {list}: nguồn số được nêu khi số đã có, hoặc số được ghi trước khi có.',
    'Draw of {list}: the source was named when its value was there already, or the value stands before there was one.',
  ],
  'draw.seed': [
    'Bốc thăm {list}: số không đúng như đã nêu hoặc đã cam kết ({who}).',
    'Draw of {list}: the value is not what was named or committed to ({who}).',
  ],
  'draw.order': [
    'Bốc thăm {list}: thứ tự tính lại KHÔNG khớp.',
    'Draw of {list}: the order computed again does NOT agree.',
  ],
  'draw.decision': [
    'Quyết định theo bốc thăm {list} có thứ tự khác với bốc thăm.',
    'A decision by the draw of {list} has another order than the draw.',
  ],
  'draw.again': [
    '{list} được bốc thăm hai lần với những người đã bốc.',
    '{list} was drawn twice among people who had been drawn.',
  ],
  'draw.none': [
    'Kết quả bốc thăm {list} không dựa trên bốc thăm nào trong nhật ký.',
    'The lots of {list} rest on no draw in the log.',
  ],
  'draw.open': [
    'Bốc thăm {list} đã nêu nguồn số, chưa bốc.',
    'The draw of {list} has a named source and is not drawn yet.',
  ],
  'draw.off': ['Bốc thăm {list} bị hủy: {reason}.', 'The draw of {list} was called off: {reason}.'],
  'units.holds': [
    'Kết quả tập thể {award}, bản {version}: {count} đơn vị, tính lại khớp.',
    'Standing of units {award}, version {version}: {count} units, computed again, agrees.',
  ],
  'units.places': [
    'Kết quả tập thể {award}, bản {version}: thứ hạng hoặc điểm tính lại KHÔNG khớp.',
    'Standing of units {award}, version {version}: places or totals computed again do NOT agree.',
  ],
  'units.prizes': [
    'Kết quả tập thể {award}, bản {version}: giải tính lại KHÔNG khớp.',
    'Standing of units {award}, version {version}: prizes computed again do NOT agree.',
  ],
  'units.rounds': [
    'Kết quả tập thể {award}, bản {version}: không dựa trên kết quả mới nhất của các vòng thi lúc đó.',
    'Standing of units {award}, version {version}: it does not rest on the newest standings that its rounds had.',
  ],
  'units.not-computed': [
    'Kết quả tập thể {award}, bản {version}: chưa tính lại được (đơn vị hoặc câu hỏi chưa mở).',
    'Standing of units {award}, version {version}: cannot be computed again (units or questions are not open).',
  ],
  'units.unsaid': [
    'Kết quả tập thể bản {version} được công bố từ trước khi nhật ký ghi kết quả tập thể: không tính lại được.',
    'Version {version} of the units was published from before the log had standings of units: it cannot be computed again.',
  ],
  'lots.holds': [
    'Bốc thăm tại chương trình {draw}: danh sách {count} người chốt trước ({namings} lần nêu), giá trị mở ra đúng cam kết, thứ tự và các số trúng {winners} tính lại khớp.',
    'Draw at a show {draw}: a list of {count} people frozen beforehand (named {namings} times), values as committed to, order and winning numbers {winners} computed again.',
  ],
  'lots.form': [
    'Bốc thăm tại chương trình {draw}: thiếu bước hoặc sai thứ tự các bước trong nhật ký.',
    'Draw at a show {draw}: a step is missing from the log, or stands at the wrong place.',
  ],
  'lots.list': [
    'Bốc thăm tại chương trình {draw}: danh sách không khớp mã đã chốt.',
    'Draw at a show {draw}: the list is not the one whose hash was frozen.',
  ],
  'lots.seed': [
    'Bốc thăm tại chương trình {draw}: giá trị mở ra không đúng cam kết ({who}).',
    'Draw at a show {draw}: a value is not what was committed to ({who}).',
  ],
  'lots.order': [
    'Bốc thăm tại chương trình {draw}: thứ tự tính lại KHÔNG khớp.',
    'Draw at a show {draw}: the order computed again does NOT agree.',
  ],
  'lots.winners': [
    'Bốc thăm tại chương trình {draw}: các số trúng KHÔNG phải các số đầu của thứ tự.',
    'Draw at a show {draw}: the winning numbers are NOT the first ones of the order.',
  ],
  'lots.open': [
    'Bốc thăm tại chương trình {draw}: chương trình chưa kết thúc.',
    'Draw at a show {draw}: the show has not ended.',
  ],
  'lots.unopened': [
    'Bốc thăm tại chương trình {draw}: danh sách đã chốt, giá trị chưa bao giờ được mở.',
    'Draw at a show {draw}: the list was frozen, the values were never opened.',
  ],
  deletions: [
    '{count} niêm phong không còn mở được: người dự thi đã được xóa thông tin.',
    '{count} seals cannot be opened any more: the people were deleted.',
  ],
  'cannot.identity': [
    'Ai thật sự ngồi trước điện thoại: không tệp nào nói được điều đó.',
    'Who really sat before the phone: no file can say that.',
  ],
} as const satisfies Record<string, Both>;
export type WordCode = keyof typeof words;

export type Finding = { code: WordCode; data: Readonly<Record<string, string | number>> };

/** 0: Vietnamese, 1: English. */
export const say = ({ code, data }: Finding, language: 0 | 1): string =>
  words[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? '…'));
