/**
 * From the fields of a file to ours. A mapping says: our field → the file's field, or `=value` for a constant (`=` alone for
 * nothing). Values are taken as they are or refused; nothing is guessed. Pure.
 */
import type { ImportLayer } from '../contract/imports.ts';
import { FIELDS, type Field, plainName } from './field-catalogue.ts';
import { instantText } from './instant-text.ts';

export type Mapping = Readonly<Record<string, string>>;
export type Values = Record<string, string | number | null>;

export interface MappingFault {
  field: string;
  code: 'field-unknown' | 'column-missing' | 'constant-invalid';
  params: Record<string, unknown>;
}

export interface ValueFault {
  code:
    | ('count-invalid' | 'number-invalid' | 'choice-unknown' | 'text-too-long' | 'text-invalid' | 'code-invalid')
    | 'time-invalid';
  params: Record<string, unknown>;
}

export type MappedRow = { ok: true; values: Values; unknownChoices: string[] } | { ok: false; faults: ValueFault[] };

/** The file's fields that look like ours; each is used once. A name of the list wins over one further back in it. */
export function suggestMapping(fields: readonly string[], layer: ImportLayer): Record<string, string> {
  const byName = new Map<string, string>();
  for (const one of fields) if (!byName.has(plainName(one))) byName.set(plainName(one), one);
  const mapping: Record<string, string> = {};
  const used = new Set<string>();
  for (const { name, names } of FIELDS[layer]) {
    const found = names.map((one) => byName.get(plainName(one))).find((one) => one !== undefined && !used.has(one));
    if (found === undefined) continue;
    mapping[name] = found;
    used.add(found);
  }
  return mapping;
}

/** What is wrong with a mapping that somebody wrote. `columns` null: the file's columns are not known beforehand. */
export function checkMapping(mapping: Mapping, layer: ImportLayer, columns: readonly string[] | null): MappingFault[] {
  const faults: MappingFault[] = [];
  for (const [name, source] of Object.entries(mapping)) {
    const target = FIELDS[layer].find((one) => one.name === name);
    if (!target) {
      const known = FIELDS[layer].map((one) => one.name);
      faults.push({ field: name, code: 'field-unknown', params: { known } });
    } else if (source.startsWith('=')) {
      const fault = readValue(target, source.slice(1)).fault;
      if (fault)
        faults.push({ field: name, code: 'constant-invalid', params: { reason: fault.code, ...fault.params } });
    } else if (columns !== null && !columns.includes(source)) {
      faults.push({ field: name, code: 'column-missing', params: { column: source, columns: columns.slice(0, 100) } });
    }
  }
  return faults;
}

/** One row's values under our names; those without a source are absent. Reports every fault of the row, not only the first. */
export function applyMapping(properties: Record<string, unknown>, mapping: Mapping, layer: ImportLayer): MappedRow {
  const values: Values = {};
  const faults: ValueFault[] = [];
  const unknownChoices: string[] = [];
  for (const target of FIELDS[layer]) {
    const source = mapping[target.name];
    if (source === undefined) continue;
    const given = source.startsWith('=')
      ? source.slice(1)
      : Object.hasOwn(properties, source)
        ? properties[source]
        : null;
    const { value, fault } = readValue(target, given);
    if (!fault) values[target.name] = value;
    else if (fault.code === 'choice-unknown' && target.lenient) {
      values[target.name] = null;
      unknownChoices.push(target.name);
    } else faults.push(fault);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, values, unknownChoices };
}

type Read = { value: string | number | null; fault?: undefined } | { value: null; fault: ValueFault };

function readValue(target: Field, given: unknown): Read {
  if (given === null || given === undefined || given === '') return { value: null };
  const refuse = (code: ValueFault['code'], more: Record<string, unknown> = {}): Read => ({
    value: null,
    fault: { code, params: { field: target.name, value: excerpt(given), ...more } },
  });
  if (target.kind === 'count' || target.kind === 'metres') return readNumber(target, given, refuse);
  const text = target.kind === 'json' && typeof given === 'object' ? JSON.stringify(given) : textOf(given);
  if (text === null) return refuse(target.kind === 'code' ? 'code-invalid' : 'text-invalid');
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  if (hasForbidden(trimmed, target.kind === 'text' || target.kind === 'json')) return refuse('text-invalid');
  if (target.kind === 'choice') {
    const plain = plainName(trimmed);
    const choices = Object.entries(target.choices ?? {});
    const found = choices.find(([value, names]) => plainName(value) === plain || names.includes(plain));
    return found ? { value: found[0] } : refuse('choice-unknown', { known: choices.map(([value]) => value) });
  }
  if (target.kind === 'instant') {
    const value = instantText(trimmed);
    return value === null ? refuse('time-invalid') : { value };
  }
  if ([...trimmed].length > target.max) return refuse('text-too-long', { max: target.max });
  return { value: trimmed };
}

/** Whole numbers for counts, finite ones ≥ 0 for metres; as a number or as its plain decimal text, nothing around it. */
function readNumber(
  target: Field,
  given: unknown,
  refuse: (code: ValueFault['code'], more?: Record<string, unknown>) => Read,
): Read {
  const isCount = target.kind === 'count';
  const code = isCount ? 'count-invalid' : 'number-invalid';
  let number: number;
  if (typeof given === 'number') number = given;
  else if (typeof given === 'bigint') number = Number(given);
  else if (typeof given === 'string') {
    const text = given.trim();
    if (text === '') return { value: null };
    if (!(isCount ? /^\d{1,15}(\.0+)?$/ : /^\d{1,15}(\.\d+)?$/).test(text)) return refuse(code);
    number = Number(text);
  } else return refuse(code);
  const fits = isCount ? Number.isSafeInteger(number) : Number.isFinite(number);
  if (!fits || number < 0) return refuse(code);
  if (number > target.max) return refuse(code, { max: target.max });
  return { value: number };
}

/** Numbers that stand for text (codes in a numeric column) are taken while they are exact. Null for what is no text. */
function textOf(given: unknown): string | null {
  if (typeof given === 'string') return given;
  if (typeof given === 'number') return Number.isSafeInteger(given) ? String(given) : null;
  if (typeof given === 'bigint') return String(given);
  if (typeof given === 'boolean') return String(given);
  return given instanceof Date && !Number.isNaN(given.getTime()) ? given.toISOString() : null;
}

/** Control characters, and halves of characters, which no text column can hold. Texts may have lines and tabs. */
function hasForbidden(text: string, mayBreak: boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 32 && !(mayBreak && (unit === 9 || unit === 10 || unit === 13))) return true;
  }
  return /\p{Surrogate}/u.test(text);
}

function excerpt(given: unknown): string {
  const text = typeof given === 'object' ? JSON.stringify(given) : String(given);
  const printable = Array.from(text ?? '', (character) => (character.charCodeAt(0) < 32 ? '�' : character));
  return printable
    .slice(0, 60)
    .join('')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
