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
export type LogPlace = {
  index: number;
  size: number;
  proof: string[];
  checkpoint: string;
  /** What was decided about it; of a submission to a published round alone. */
  decided: DecidedLeaf[];
  /** The leaf's text where something was decided: so that it can be compared on the device. */
  leaf: string | null;
};
/** A decision's leaf, with its place and proof under the same checkpoint as what it is about. SPEC Z18. */
export type DecidedLeaf = { leaf: string; index: number; proof: string[] };
/** The verifier's page as it was built. */
export type VerifierPage = { sha256: string; bytes: number };
