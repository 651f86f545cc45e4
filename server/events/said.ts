/** A request in one fixed writing, hashed: the same id with the same words is a retry, with others a mistake that is told. Pure. */
import { hash } from 'node:crypto';

/** Keys in order at every depth; 96 bits are enough to tell two bodies of one id apart. */
export function saidHash(body: object): string {
  return hash('sha256', JSON.stringify(body, inOrder), 'base64url').slice(0, 16);
}

function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
