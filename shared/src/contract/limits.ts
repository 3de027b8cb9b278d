/** Every bound on what may cross the wire or wait inside a process. Source: SPEC W3, W5-W16. */
export const limits = {
  /** A table of units: rows, and bytes of the file. */
  unitRowsMax: 20_000,
  unitFileBytesMax: 8 * 1024 * 1024,
  /** Rows × columns of any table, and milliseconds for a table or a show file. */
  tableCellsMax: 2_000_000,
  fileReadMsMax: 20_000,
  /** A GeoJSON file of a true map, and what it is simplified to at most. */
  mapFileBytesMax: 20 * 1024 * 1024,
  mapBytesMax: 300 * 1024,
  mapWorkMsMax: 30_000,
  mapNoteLengthMax: 300,
  levelLengthMax: 60,
  /** Largest socket message in bytes; a longer one ends the connection before it is read. */
  messageBytesMax: 32_768,
  /** Commands a second one socket may send for long, and in one burst. */
  commandsPerSecond: 20,
  commandsBurst: 60,
  /** Messages of any kind that one connection may send a second for long, and beyond them in ten seconds; then it is cut. */
  messagesPerSecond: 40,
  messagesBurst: 200,
  nameLengthMax: 120,
  textLengthMax: 500,
  unitQueryLengthMax: 120,
  unitHitsMax: 100,
  reasonLengthMin: 5,
  reasonLengthMax: 500,
  tiedUnitsMax: 500,
  optionsPerQuestionMax: 6,
  /** A question of a bank: characters of its parts, spellings of a typed answer, the largest number. */
  questionLengthMax: 600,
  optionLengthMax: 300,
  explanationLengthMax: 1000,
  typedAnswerLengthMax: 100,
  spellingsMax: 20,
  numberAnswerMax: 999_999_999,
  /** A file of questions: bytes, questions, and problems that are listed. */
  questionFileBytesMax: 33_554_432,
  questionsPerFileMax: 5_000,
  questionProblemsMax: 2_000,
  questionsPerAttemptMax: 100,
  roundsMax: 60,
  predictionMax: 99_999_999,
  slugLengthMax: 60,
  showCuesMax: 200,
  /** A cue sheet: characters of who does what at a cue, minutes of a cue, minutes of a show. */
  cueWhoLengthMax: 300,
  cueMinutesMax: 240,
  showMinutesMax: 1_440,
  showFileBytesMax: 12_582_912,
  /** A picture that is sent: bytes, and pixels once it is decoded. */
  pictureBytesMax: 12_582_912,
  picturePixelsMax: 50_000_000,
  /** A sound that is sent: bytes, and how long it plays. Units: ms. */
  soundBytesMax: 4_194_304,
  soundMsMin: 200,
  soundMsMax: 120_000,
  /** Pictures and sounds of a question, and those that are taken out of one file of questions. */
  mediaPerQuestionMax: 4,
  mediaPerFileMax: 200,
  /** Sponsors' logos of a contest. */
  sponsorsMax: 12,
  /** A picture inside a show file, as base64: 2 MB of picture. */
  pictureCharsMax: 2_800_000,
  rehearsalPlayersMax: 300,
  /** A rehearsal of a round: people, seconds, answers in one page of claims. */
  rehearsalPeopleMax: 5_000,
  rehearsalSecondsMax: 600,
  rehearsalClaimsMax: 1_000,
  /** What the MC says and does at a cue of a show. Characters. */
  cueNotesLengthMax: 2_000,
  /** Sounds of a contest's own that its shows play, and the length of their names. */
  ownSoundsMax: 20,
  soundNameLengthMax: 60,
  nicknameLengthMax: 40,
  playersPerRunMax: 20_000,
  /** Names on the floor of an elimination: of all its lights, of the last who are in, of those whom a rescue brought in. */
  floorNamesMax: 300,
  floorLastMax: 5,
  floorCalledMax: 24,
  /** How many of the lowest units a figures report may name. */
  lowestUnitsMax: 500,
  importRowsMax: 20_000,
  slipsAtOnceMax: 5_000,
  /** Excluded people in one message, and in one list. */
  exclusionsAtOnceMax: 1_000,
  exclusionsShownMax: 5_000,
  /** Of a number, a slip's code or an identifier that is typed; longer ones come in a file. */
  exclusionMarkLengthMax: 40,
  /** Leaders' links made at once. */
  leaderLinksMax: 5_000,
  importBytesMax: 4_194_304,
  /** Items that may wait for one group commit; about ten seconds of the fastest commit measured. */
  batchWaitingMax: 50_000,
  /** Database queries that may wait for a connection. */
  databaseWaitingMax: 10_000,
  /** Facts for other processes that may wait for Redis. */
  busWaitingMax: 10_000,
  /** Commands of one attempt that may wait for their turn. */
  attemptTurnsMax: 100,
  /** Open attempts that one process caches; the rest are read from the ledger. */
  cachedAttemptsMax: 100_000,
  /** Messages that came during an outage of the database, whose first arrival one process remembers. */
  firstArrivalsMax: 100_000,
  /** Devices that hold an attempt over HTTP, as one process knows them. */
  httpAttemptLocksMax: 50_000,
  /** Bytes that may wait for a device that does not read, before it is disconnected. */
  outgoingBytesMax: 1_048_576,
  /** Background jobs that may wait. */
  backgroundWaitingMax: 200,
  /** HTTP: bytes of all headers, header lines, milliseconds for the headers, for the whole request, and of silence. */
  httpHeaderBytesMax: 16_384,
  httpHeadersMax: 100,
  httpHeadersMs: 10_000,
  httpRequestMs: 60_000,
  httpIdleMs: 300_000,
  /** Milliseconds a new socket has to enter a namespace. */
  namespaceEnterMs: 5_000,
} as const;

/** The form of a unit's code; apart from the schema, so that a phone that only reads a link loads no parser. */
export const unitCodePattern = /^[A-Za-z0-9._-]{1,40}$/;
