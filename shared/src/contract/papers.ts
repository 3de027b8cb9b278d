import { z } from 'zod';
import { limits } from './limits.ts';
import { type LocalText, line } from './text.ts';

/** Papers about a result, and certificates. SPEC F22, F24-F27. */

const Reason = line(limits.reasonLengthMin, limits.reasonLengthMax);

export const paperKinds = ['minutes', 'decision', 'announcement', 'weekly-report', 'payments'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** A paper about a result. What is left empty stands as dots. `present`: who was at the meeting. */
export const PaperWanted = z.strictObject({
  kind: z.enum(paperKinds),
  as: z.enum(['pdf', 'docx']),
  number: z.string().trim().max(40).default(''),
  place: z.string().trim().max(80).default(''),
  date: z.iso.date().nullable().default(null),
  signer: z.string().trim().max(120).default(''), // the function of who signs
  signerName: z.string().trim().max(120).default(''),
  present: z.array(line(1, 200)).max(60).default([]),
  /** Of the list for paying prizes: on the part of a prize above so much. null: the column is left open. */
  tax: z
    .strictObject({
      from: z
        .int()
        .min(0)
        .max(Number.MAX_SAFE_INTEGER / 100),
      percent: z.int().min(0).max(100),
    })
    .nullable()
    .default(null),
  reason: Reason,
});
export type PaperWanted = z.infer<typeof PaperWanted>;

/** Certificates of the prizes that are named, in one file to print or one by one in a ZIP. Nothing is left open. */
export const CertificatesWanted = z.strictObject({
  as: z.enum(['pdf', 'zip']),
  prizes: z
    .array(z.strictObject({ list: z.string().min(1).max(200), prize: z.string().min(1).max(40) }))
    .min(1)
    .max(500),
  series: line(1, 30), // stands behind the number
  place: line(1, 80),
  date: z.iso.date(),
  signer: line(1, 120),
  signerName: line(1, 120),
  reason: Reason,
});
export type CertificatesWanted = z.infer<typeof CertificatesWanted>;

/** What was last given, so that it is asked once. */
export type SharedDetails = {
  place: string;
  signer: string;
  signerName: string;
  series: string;
  tax: { from: number; percent: number } | null;
};
export type RoundDetails = { number: string; date: string | null; present: string[] };

export type PapersDesk = {
  details: SharedDetails;
  /** By the kind of the paper; `certificates` has only its day. */
  ofRound: Partial<Record<PaperKind | 'certificates', RoundDetails>>;
  /** null: nothing is finalized yet. `promised`: the rules say that a certificate comes with the prize. */
  prizes:
    | {
        list: string;
        prize: string;
        label: LocalText;
        name: LocalText;
        promised: boolean;
        people: number;
        made: number;
      }[]
    | null;
};

/** One step of a file that is made: how many of how many, and how many bytes of the file follow the line. */
export const FileStep = z.strictObject({
  done: z.int().min(0),
  total: z.int().min(0),
  bytes: z.int().min(0),
  /** The file is whole. */
  whole: z.boolean(),
});
export type FileStep = z.infer<typeof FileStep>;

/** 96 random bits. */
export const CertificateId = z.string().regex(/^[\w-]{16}$/);

/**
 * What anybody who has the paper may check. withdrawn: the valid result gives this person this prize no more. awaiting: the
 * result is not published; nothing is shown. `stated` null: not yet, or the person's data were deleted.
 */
export type CheckedCertificate = {
  state: 'valid' | 'withdrawn' | 'awaiting';
  contest: { slug: string; name: LocalText; host: LocalText };
  round: LocalText;
  number: string;
  stated: { name: string; unitName: string | null; list: LocalText; prize: LocalText } | null;
};
