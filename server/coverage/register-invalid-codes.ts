/** code-invalid: a grid's code is none of the scheme, or does not continue the code of its community or grid (grids/code.ts). */
import { checkCode } from '../grids/code.ts';
import { aboutGrid, type RegisterContext, type RegisterFinding } from './register-finding.ts';

export function findInvalidCodes(context: RegisterContext): RegisterFinding[] {
  const { scheme, grids } = context.subject;
  if (scheme === null) return [];
  return grids.flatMap(({ code, kind, parentCode }) => {
    const checked = checkCode(scheme, code, { kind: kind === 'micro' ? 'grid' : 'area', code: parentCode });
    if (checked.ok) return [];
    return [
      aboutGrid('code-invalid', code, context, {
        reason: checked.code,
        at: checked.at,
        parent: parentCode,
        scheme: scheme.id,
      }),
    ];
  });
}
