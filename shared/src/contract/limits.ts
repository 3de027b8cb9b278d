/** Every bound on what may cross the wire. Source: SPEC W3. */
export const limits = {
  /** A table of units: lines, and bytes of the file. */
  unitLinesMax: 20_000,
  unitFileBytesMax: 8 * 1024 * 1024,
  /** Largest socket message in bytes; a longer one ends the connection before it is read. */
  messageBytesMax: 32_768,
  /** Commands a second one socket may send for long, and in one burst. */
  commandsPerSecond: 20,
  commandsBurst: 60,
  nameLengthMax: 120,
  textLengthMax: 500,
  unitQueryLengthMax: 120,
  reasonLengthMin: 5,
  reasonLengthMax: 500,
  optionsPerQuestionMax: 6,
  questionsPerAttemptMax: 100,
  roundsMax: 60,
  predictionMax: 99_999_999,
  slugLengthMax: 60,
  showCuesMax: 200,
  showFileBytesMax: 12_582_912,
  /** A picture inside a show file, as base64: 2 MB of picture. */
  pictureCharsMax: 2_800_000,
  rehearsalSeatsMax: 300,
  nicknameLengthMax: 24,
  seatsPerRunMax: 20_000,
  /** How many of the lowest units a figures report may name. */
  lowestUnitsMax: 500,
  importRowsMax: 20_000,
  importBytesMax: 4_194_304,
} as const;

/** What a unit's code looks like; apart from the schema, so that a phone that only reads a link loads no parser. */
export const unitCodePattern = /^[A-Za-z0-9._-]{1,40}$/;
