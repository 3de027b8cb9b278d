/** Hands a file to the browser's downloads. */
export function saveFile({ name, bytes }: { name: string; bytes: Blob }): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
