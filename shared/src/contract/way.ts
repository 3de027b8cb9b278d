/** GET /health/way. How a request arrived, as the house sees it, so that a page can compare it with what the browser sent. SPEC N7. */
export type WayCard = {
  serverNowMs: number;
  /** The address that the proxies kept, or did not. */
  host: string;
  /** What the house believes the browser speaks. */
  protocol: 'http' | 'https';
  /** How many proxies wrote themselves down, and how many the house was told to expect. */
  proxiesSeen: number;
  proxiesTrusted: number;
  /** The address people should come by; null where none is set. */
  publicUrl: string | null;
};
