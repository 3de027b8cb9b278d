/** How one HTTP gateway wants to be spoken to. Placeholders: {{phone}} {{phone84}} {{code}} {{text}}. */
export interface GatewayConfig {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** null: nothing is sent in the body. */
  body: string | null;
  timeoutMs: number;
  /** A dotted path into the JSON answer, and the value there that means "sent"; null: any 2xx does. */
  success: { path: string; value: string } | null;
  /** The message itself, with {{code}}. */
  texts: { vi: string; en: string };
}
