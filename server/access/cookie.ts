/**
 * The session cookie `gezhong`: out of reach of scripts, sent to this site only. Read and written here and not by a plugin,
 * whose hooks would run on every request of every route.
 */
export const COOKIE_NAME = 'gezhong';

/** The first cookie of that name whose value looks like a session id; other cookies are not touched. */
export function readCookie(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() !== COOKIE_NAME) continue;
    const value = part.slice(at + 1).trim();
    if (value !== '') return value;
  }
  return undefined;
}

export function sessionCookie(id: string, options: { secure: boolean; maxAgeS: number }): string {
  const secure = options.secure ? '; Secure' : '';
  return `${COOKIE_NAME}=${id}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${options.maxAgeS}${secure}`;
}

export function expiredCookie(secure: boolean): string {
  return sessionCookie('', { secure, maxAgeS: 0 });
}
