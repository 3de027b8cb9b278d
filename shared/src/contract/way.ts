/** GET /health/way. How a request arrived at the server, so that a page can compare it with what the browser sent. SPEC N7. */
export type WayCard = {
  serverNowMs: number;
  /** The address after the proxies. */
  host: string;
  /** The protocol of the browser as the server knows it. */
  protocol: 'http' | 'https';
  /** How many proxies added themselves, and how many the server is set to trust. */
  proxiesSeen: number;
  proxiesTrusted: number;
  /** The address people should come by; null where none is set. */
  publicUrl: string | null;
};
