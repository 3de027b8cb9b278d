/** The transparency log of a contest as anybody reads it. SPEC Z3. */
export type PublicLog = {
  origin: string;
  /** Who signs (C2SP verifier key). */
  key: string;
  size: number;
  root: string;
  /** The newest checkpoint as it is printed. */
  short: string;
  checkpoint: string;
  logs: string[];
  witnesses: { name: string; size: number; atMs: number }[];
};
/** Where a leaf stands, with what proves it: hashes in hexadecimal, a checkpoint as a signed note. */
export type LogPlace = { index: number; size: number; proof: string[]; checkpoint: string };
/** The verifier's page as it was built. */
export type VerifierPage = { sha256: string; bytes: number };
