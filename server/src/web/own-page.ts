/**
 * Whether a request comes from a page of this installation, or from a program, which names no origin. A page of another
 * site must not act with the cookies of the installation.
 */
export function isOwnPage(headers: { origin?: string; host?: string }, publicUrl: string | null): boolean {
  if (headers.origin === undefined) return true;
  if (!URL.canParse(headers.origin)) return false;
  const { host } = new URL(headers.origin);
  return host === headers.host || (publicUrl !== null && host === new URL(publicUrl).host);
}
