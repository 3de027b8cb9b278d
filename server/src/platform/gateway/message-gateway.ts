/** One sign-in code on its way to a phone. `phone` is normalized, "+84912345678". Source: SPEC S1, S3. */
export interface CodeMessage {
  phone: string;
  code: string;
  locale: 'vi' | 'en';
}

/** Carries sign-in codes to phones. A message that cannot be sent is a value, never a throw. Source: SPEC S3. */
export interface MessageGateway {
  /** `reason` is for the log: it holds neither the phone nor the code. */
  sendCode(to: CodeMessage): Promise<{ ok: true } | { ok: false; reason: string }>;
}
