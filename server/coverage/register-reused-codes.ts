/** code-reused: a code that was retired in an earlier edition is used again. An edition cannot hold it; a draft or a file can. */
import { aboutGrid, type RegisterContext, type RegisterFinding } from './register-finding.ts';

export function findReusedCodes(context: RegisterContext): RegisterFinding[] {
  const retired = new Set(context.subject.retired);
  const codes = new Set(context.subject.grids.map(({ code }) => code));
  return [...codes].filter((code) => retired.has(code)).map((code) => aboutGrid('code-reused', code, context));
}
