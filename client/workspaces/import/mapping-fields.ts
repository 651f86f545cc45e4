/** Our fields for each layer of an import: which must be given, and which may be one value for the whole file. */
import type { Layer } from '../../api/imports.ts';

export interface OurField {
  readonly name: string;
  readonly must: boolean;
  /** Values that may be set for the whole file, instead of a field of it. */
  readonly constants?: readonly string[];
}

const field = (name: string, must = false, constants?: readonly string[]): OurField =>
  constants ? { name, must, constants } : { name, must };

export const OUR_FIELDS: Readonly<Record<Layer, readonly OurField[]>> = {
  areas: [
    field('code', true),
    field('name', true),
    field('level', false, ['county', 'town', 'community']),
    field('parentCode'),
  ],
  grids: [
    field('code', true),
    field('name', true),
    field('kind', false, ['basic', 'dedicated', 'micro']),
    field('parentCode'),
    field('bandMin'),
    field('bandMax'),
    field('leader'),
    field('leaderPhone'),
    field('worker'),
    field('workerPhone'),
  ],
  places: [
    field('code', true),
    field('kind', true, ['building', 'unit', 'organization', 'shop', 'service-point']),
    field('name'),
    field('address'),
    field('compound'),
    field('parentCode'),
    field('households'),
    field('shops'),
    field('storeys'),
    field('accuracyM'),
    field('gridOverride'),
  ],
  base: [
    field('kind', true, ['road', 'water', 'green', 'compound']),
    field('name'),
    field('class', false, ['trunk', 'main', 'secondary', 'street', 'lane']),
  ],
  workers: [
    field('code', true),
    field('name', true),
    field('phone'),
    field('area'),
    field('login'),
    field('role', false, [
      ...['leader', 'worker', 'part-time', 'micro', 'cadre', 'police', 'property', 'legal', 'volunteer'],
    ]),
    field('gridCode'),
    field('from'),
    field('to'),
  ],
  events: [
    field('category', true),
    field('text', true),
    field('occurredAt', true),
    field('reportedAt'),
    field('channel', false, ['worker', 'hotline', 'resident', 'system']),
    field('address'),
    field('place'),
    field('accuracyM'),
    field('ticket'),
    field('unit'),
    field('checkedAt'),
    field('filedAt'),
    field('dispatchedAt'),
    field('handledAt'),
    field('verifiedAt'),
    field('closedAt'),
    field('solvedAt'),
    field('voidAt'),
    field('reason'),
    field('reporter'),
    field('id'),
    field('area'),
    field('steps'),
  ],
};

/** The fields still missing before a file can be read. */
export const missingFields = (fields: readonly OurField[], mapping: Readonly<Record<string, string>>): string[] =>
  fields.filter(({ name, must }) => must && !mapping[name]).map(({ name }) => name);

/** What is sent: only the fields of this layer that were given something. */
export const sentMapping = (
  fields: readonly OurField[],
  mapping: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ name }): [string, string][] => {
      const value = mapping[name];
      return value ? [[name, value]] : [];
    }),
  );
