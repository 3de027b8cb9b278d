import type { OldFont } from '@hoithi/shared/contract/question-file';
import type { Found } from '../read-question-file.ts';

export function readDocx(_file: Uint8Array, _names: readonly string[], _convert: OldFont | null): Found {
  return { reason: 'document_unread', value: '', line: 0 };
}
