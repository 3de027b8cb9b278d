import type { FetchedFile } from '../../../connection/api.ts';

/** Hands a fetched file to the browser's downloads. */
export function saveFile({ name, bytes }: FetchedFile): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
