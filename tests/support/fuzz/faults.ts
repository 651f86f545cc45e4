/** What is wrong with an answer, whatever was asked: a fault of ours, a refusal without its code, something told that is nobody's business. */
import { PROBLEMS, type ProblemCode } from '../../../server/contract/problem.ts';
import type { FuzzRequest } from './requests.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Statuses of 5xx that are documented: come again later, and no room. */
const LATER = new Set([503, 507]);

/** Words of programs and databases that no request of ours contains. */
const INSIDE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack trace', /\n\s+at .{1,200}[:(]\d+:\d+\)?/],
  ['a stack trace', /\\n\s+at /],
  // what hostile requests ask for themselves (hostile.ts) comes back in the params of a refusal
  ['a file of the program', /node_modules|\/server\/[\w/-]+\.ts|file:\/\/\/(?!etc\/passwd)\w/],
  [
    'words of the database',
    /syntax error at or near|invalid input syntax|SQLSTATE|violates .{1,40} constraint|relation "\w+"/i,
  ],
  [
    'words of the database',
    /column "?[\w.]+"? (does not exist|of relation)|ST_[A-Z][A-Za-z]+\(|parse error - invalid geometry/i,
  ],
];

/** In words; none when all is well. */
export function faultsOf({ status, headers, body }: FuzzAnswer): string[] {
  const faults: string[] = [];
  const type = String(headers['content-type'] ?? '');
  if (status >= 500 && !LATER.has(status)) faults.push(`is ${status}`);
  if (headers['x-content-type-options'] !== 'nosniff' && body !== '') faults.push('lets browsers guess its type');
  if (/html|svg|xml/.test(type) && !String(headers['content-security-policy']).includes("script-src 'self'")) {
    faults.push(`is a document without a policy: ${type}`);
  }
  if (status < 400) return faults;
  for (const [what, pattern] of INSIDE) if (pattern.test(body)) faults.push(`tells ${what}`);
  if (!type.startsWith('application/problem+json')) return [...faults, `is ${status} as ${type}`];
  const problem = JSON.parse(body) as { status?: unknown; code?: string; params?: unknown };
  if (PROBLEMS[problem.code as ProblemCode] !== status || problem.status !== status) {
    faults.push(`has the code ${problem.code} with ${status} and ${problem.status}`);
  }
  return faults;
}

/** For who looks for the reason: the request as it was sent. */
export function toldFault(
  { who, method, url, headers, payload }: FuzzRequest,
  { status, body }: FuzzAnswer,
  fault: string,
): string {
  const sent = payload === null ? '' : ` ${headers['content-type']} ${payload.toString().slice(0, 600)}`;
  return `${who} ${method} ${url.slice(0, 300)}${sent} ${fault} (${status}): ${body.slice(0, 200)}`;
}
