/** As passkeys and authenticator apps name where they are for. */
export const appName = 'Hội Thi';
