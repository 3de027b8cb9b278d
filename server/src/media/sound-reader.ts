import type { SoundType } from '@hoithi/shared/contract/media';
import type { SoundFault } from '@hoithi/shared/contract/refusal';

/** A sound without anything else that its file carried. Units: ms. */
export type SoundRead = { type: SoundType; bytes: Buffer; durationMs: number };

/** Reads a file of one type that was recognised by its first bytes. */
export type SoundReader = (sent: Buffer) => Omit<SoundRead, 'type'> | SoundFault;
