/** What a caller says about an import, checked before anything is read. Pure but for the coordinate systems' catalogue. */
import { Value } from 'typebox/value';
import type { CodeScheme } from '../contract/codes.ts';
import { type ImportLayer, ImportOptions } from '../contract/imports.ts';
import { Refusal } from '../contract/problem.ts';
import { parseScheme } from '../grids/scheme-text.ts';
import { parseCrs } from './crs.ts';
import { checkMapping } from './mapping.ts';

/** Throws Refusal: `body-invalid`, `import-mapping-invalid`, `scheme-invalid`, `crs-unknown`, each with its pointer. */
export function checkOptions(given: unknown, layer: ImportLayer, schemes: readonly CodeScheme[]): ImportOptions {
  if (!Value.Check(ImportOptions, given)) {
    throw new Refusal('body-invalid', {}, { errors: Value.Errors(ImportOptions, given).flatMap(faultItems) });
  }
  const options = given as ImportOptions;
  const faults = checkMapping(options.mapping ?? {}, layer, null);
  if (faults.length > 0) {
    const errors = faults.map(({ field, code, params }) => ({ pointer: `/mapping/${field}`, code, params }));
    throw new Refusal('import-mapping-invalid', {}, { errors });
  }
  if (options.scheme !== undefined) {
    const scheme = parseScheme(options.scheme, schemes);
    if (!scheme.ok) throw refused('scheme-invalid', '/scheme', { scheme: options.scheme, at: scheme.at });
  }
  if (options.crs !== undefined && !parseCrs(options.crs).ok) {
    throw refused('crs-unknown', '/crs', { crs: options.crs.slice(0, 200) });
  }
  return options;
}

/** `CODE` or `CODE:name`. */
export function countyOf(options: ImportOptions): { code: string | null; name: string | null } {
  const [code, ...name] = options.county?.split(':') ?? [];
  return { code: code ?? null, name: name.length === 0 ? null : name.join(':').trim() || null };
}

function refused(code: 'scheme-invalid' | 'crs-unknown', pointer: string, params: Record<string, unknown>): Refusal {
  return new Refusal(code, params, { errors: [{ pointer, code }] });
}

function faultItems(fault: ReturnType<typeof Value.Errors>[number]): { pointer: string; code: string }[] {
  // The branches of a choice are told by the choice; what must not be there by its own name.
  if (fault.keyword === 'const' || fault.keyword === 'boolean') return [];
  const { keyword, instancePath, params } = fault as { keyword: string; instancePath: string; params: object };
  if ('additionalProperties' in params && Array.isArray(params.additionalProperties)) {
    return params.additionalProperties.map((name) => ({
      pointer: `${instancePath}/${String(name)}`,
      code: 'unknown-field',
    }));
  }
  return [{ pointer: instancePath, code: keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) }];
}
