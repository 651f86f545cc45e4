/** What a validator found, as the `errors[]` of a problem: where and why, in the codes of this API. Pure. */

/** The parts of a validator's error that are used. */
export interface SchemaFault {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
}

export interface FaultItem {
  /** JSON pointer into the body; for query, path and headers the name of the parameter. */
  pointer: string;
  code: string;
  params?: Record<string, unknown>;
}

const kebab = (word: string): string => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const pointerKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Faults of the branches of a union are told as one, with the constants it allows. */
export function faultItems(faults: readonly SchemaFault[], part: string): FaultItem[] {
  const unions = faults.filter((fault) => fault.keyword === 'anyOf' || fault.keyword === 'oneOf');
  const inside = (fault: SchemaFault): boolean =>
    unions.some((union) => union !== fault && fault.instancePath.startsWith(union.instancePath));
  return faults.filter((fault) => !inside(fault)).map((fault) => item(fault, faults, part));
}

function item(fault: SchemaFault, all: readonly SchemaFault[], part: string): FaultItem {
  const at = (path: string): string => (part === 'body' ? path : path.slice(1).replaceAll('/', '.'));
  const child = (key: unknown): string => at(`${fault.instancePath}/${pointerKey(String(key))}`);
  switch (fault.keyword) {
    case 'required':
      return { pointer: child(fault.params.missingProperty), code: 'missing' };
    case 'additionalProperties':
      return { pointer: child(fault.params.additionalProperty), code: 'unknown-field' };
    case 'anyOf':
    case 'oneOf': {
      const allowed = all
        .filter((other) => other.keyword === 'const' && other.instancePath === fault.instancePath)
        .map((other) => other.params.allowedValue);
      const found = { pointer: at(fault.instancePath), code: allowed.length > 0 ? 'not-allowed' : 'no-match' };
      return allowed.length > 0 ? { ...found, params: { allowed } } : found;
    }
    default: {
      const found = { pointer: at(fault.instancePath), code: kebab(fault.keyword) };
      return Object.keys(fault.params).length > 0 ? { ...found, params: fault.params } : found;
    }
  }
}
