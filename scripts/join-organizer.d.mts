export interface JoinedOrganizer {
  /** The session, as `name=value`. */
  readonly cookie: string;
  readonly login: string;
  readonly password: string;
  /** Of the authenticator app, as base32. */
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Makes the first account of a new installation through its interface, and signs in. */
export function joinOrganizer(url: string, organizerPath: string, login?: string): Promise<JoinedOrganizer>;
