/**
 * Passwords: scrypt with its parameters stored beside the hash (32 MiB, three passes: the strength OWASP asks for at this
 * memory), compared in constant time. The rule is length, not characters. Text is normalised NFKC, for input methods differ.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface PasswordCost {
  readonly log2: number;
  readonly r: number;
  readonly p: number;
}

const COST: PasswordCost = { log2: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
export const MIN_PASSWORD_LENGTH = 10;

/** Those of ten characters and more that lead every list of broken ones. */
// biome-ignore format: a table
const COMMON = new Set([
  '1234567890', '0123456789', '0987654321', '9876543210', '12345678910', '1234567891', '123456789a', 'a123456789',
  'qwertyuiop', 'qwerty12345', '1q2w3e4r5t', '1qaz2wsx3edc', 'password12', 'password123', 'password1234', 'passw0rd123',
  'p@ssw0rd123', 'administrator', 'admin12345', 'admin123456', 'adminadmin', 'woaini1314', 'woaini1314520', '5201314520',
  '1314520520', 'abcdefghij', 'abcd123456', 'abc1234567', 'iloveyou123', 'letmein123', 'welcome123', 'gezhong123',
]);

export type PasswordVerdict = { ok: true } | { ok: false; code: 'too-short' | 'is-login' | 'too-common' };

/** Length counts characters, not bytes: ten Chinese ones are ten. */
export function checkPassword(password: string, login: string): PasswordVerdict {
  const plain = password.normalize('NFKC');
  const lower = plain.toLowerCase();
  if ([...plain].length < MIN_PASSWORD_LENGTH) return { ok: false, code: 'too-short' };
  if (lower.includes(login.toLowerCase()) && [...plain].length - login.length < 4)
    return { ok: false, code: 'is-login' };
  if (COMMON.has(lower) || new Set(lower).size < 4) return { ok: false, code: 'too-common' };
  return { ok: true };
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  const options = { N: 2 ** cost.log2, r: cost.r, p: cost.p, maxmem: 256 * 2 ** cost.log2 * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** `scrypt$log2N$r$p$salt$hash`, base64url. About a quarter of a second, off the event loop. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.log2, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** A hash no password has: an unknown login costs the same time as a known one. */
const nobody = ({ log2, r, p }: PasswordCost): string => `scrypt$${log2}$${r}$${p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** False for a wrong password, an unknown login (undefined, at the cost given) and a hash that is none. */
export async function verifyPassword(password: string, stored: string | undefined, ofNobody = COST): Promise<boolean> {
  const [scheme, log2, r, p, salt, hash] = (stored ?? nobody(ofNobody)).split('$');
  const cost = { log2: Number(log2), r: Number(r), p: Number(p) };
  const sane =
    scheme === 'scrypt' &&
    cost.log2 >= 10 &&
    cost.log2 <= 20 &&
    cost.r >= 1 &&
    cost.r <= 32 &&
    cost.p >= 1 &&
    cost.p <= 16;
  if (!sane || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64url');
  const key = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return expected.length === key.length && timingSafeEqual(expected, key) && stored !== undefined;
}
