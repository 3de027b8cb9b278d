/**
 * The embedded database cannot start here, and the operator can do something about it: one sentence in English, one in
 * Vietnamese, as for the settings. Whoever starts the server prints `message` and ends.
 */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
  readonly english: string;
  readonly vietnamese: string;

  constructor(english: string, vietnamese: string, cause?: unknown) {
    super(`${english} ${vietnamese}`, { cause });
    this.english = english;
    this.vietnamese = vietnamese;
  }
}

const setUrl = 'set DATABASE_URL to the address of a PostgreSQL 15 to 18';
const setUrlVi = 'hãy khai báo DATABASE_URL là địa chỉ của một PostgreSQL từ 15 đến 18';

export const refusals = {
  windows: () =>
    new StartRefused(
      `There is no embedded database on Windows: start the server inside WSL, or ${setUrl}.`,
      `Trên Windows không có cơ sở dữ liệu kèm sẵn: hãy chạy máy chủ trong WSL, hoặc ${setUrlVi}.`,
    ),
  noBinaries: (platform: string) =>
    new StartRefused(
      `No embedded database comes for this platform (${platform}), or npm left out the optional packages: ${setUrl}.`,
      `Không có cơ sở dữ liệu kèm sẵn cho nền tảng này (${platform}), hoặc npm đã bỏ qua các gói tùy chọn: ${setUrlVi}.`,
    ),
  doesNotRun: (program: string, cause: unknown) =>
    new StartRefused(
      `The embedded database does not run on this system (${program}; Alpine has another C library): ${setUrl}.`,
      `Cơ sở dữ liệu kèm sẵn không chạy được trên hệ thống này (${program}; Alpine dùng thư viện C khác): ${setUrlVi}.`,
      cause,
    ),
  noUser: (cause?: unknown) =>
    new StartRefused(
      `PostgreSQL does not run as root, and root may not change to another user here: start the server as an ordinary user, or ${setUrl}.`,
      `PostgreSQL không chạy bằng root, mà ở đây root không đổi được sang người dùng khác: hãy chạy máy chủ bằng người dùng thường, hoặc ${setUrlVi}.`,
      cause,
    ),
  noUserName: (uid: number) =>
    new StartRefused(
      `The embedded database must be made once, and that needs a user with a name: user id ${uid} has none. Run \`npm run prepare\` as a named user, or ${setUrl}.`,
      `Cơ sở dữ liệu kèm sẵn phải được tạo một lần bởi người dùng có tên: mã người dùng ${uid} không có tên. Hãy chạy \`npm run prepare\` bằng người dùng có tên, hoặc ${setUrlVi}.`,
    ),
  noOwnFolder: (folder: string, cause: unknown) =>
    new StartRefused(
      `The database's user can reach neither this checkout nor ${folder}: move the checkout out of root's folders, or ${setUrl}.`,
      `Người dùng của cơ sở dữ liệu không vào được thư mục này lẫn ${folder}: hãy chuyển mã nguồn ra khỏi thư mục của root, hoặc ${setUrlVi}.`,
      cause,
    ),
  notOurs: (folder: string, uid: number) =>
    new StartRefused(
      `The database in ${folder} belongs to another user (id ${uid}): start the server as that user or as root, or choose another DATA_DIR.`,
      `Cơ sở dữ liệu trong ${folder} thuộc người dùng khác (mã ${uid}): hãy chạy máy chủ bằng người dùng đó hoặc root, hoặc chọn DATA_DIR khác.`,
    ),
  openToOthers: (folder: string) =>
    new StartRefused(
      `The file system of ${folder} does not hold permissions, and the database must be closed to other users: choose a DATA_DIR on a disk of Linux or macOS (under WSL not below /mnt), or ${setUrl}.`,
      `Hệ thống tệp của ${folder} không giữ quyền truy cập, mà cơ sở dữ liệu phải đóng với người dùng khác: hãy chọn DATA_DIR trên ổ đĩa của Linux hoặc macOS (với WSL thì không nằm dưới /mnt), hoặc ${setUrlVi}.`,
    ),
  otherMajor: (folder: string, found: string, own: number) =>
    new StartRefused(
      `The database in ${folder} was made by PostgreSQL ${found}, this version brings ${own}: with the version that made it write a backup (npm run backup), then restore it (npm run restore) into a new DATA_DIR.`,
      `Cơ sở dữ liệu trong ${folder} do PostgreSQL ${found} tạo ra, phiên bản này dùng ${own}: hãy dùng phiên bản cũ để sao lưu (npm run backup), rồi khôi phục (npm run restore) vào một DATA_DIR mới.`,
    ),
  diskFull: (folder: string, cause: unknown) =>
    new StartRefused(
      `The disk of ${folder} is full: free some space and start again; nothing that was saved is lost.`,
      `Ổ đĩa của ${folder} đã đầy: hãy giải phóng dung lượng rồi chạy lại; dữ liệu đã lưu không mất.`,
      cause,
    ),
};
