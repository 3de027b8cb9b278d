/**
 * Whether a request comes from a page of this installation. A page of another site may neither open a socket nor change
 * anything with the cookies of ours; programs, which send no origin, may. SPEC W19.
 */
export function isOwnPage(headers: { origin?: string; host?: string }, publicUrl: string | null): boolean {
  if (headers.origin === undefined) return true;
  if (!URL.canParse(headers.origin)) return false;
  const { host } = new URL(headers.origin);
  return host === headers.host || (publicUrl !== null && host === new URL(publicUrl).host);
}
