/** What is written on grids and buildings of vector tiles: the properties that whole features bring, as expressions. */
import type { ExpressionSpecification } from 'maplibre-gl';
import { SIGNS } from '../features.ts';

const code: ExpressionSpecification = ['get', 'code'];
const parent: ExpressionSpecification = ['coalesce', ['get', 'parentCode'], ''];
const parentLength: ExpressionSpecification = ['length', parent];

/** As `shortCode` has it: what the code has beyond the code above it, else its last three characters. */
export const SHORT_CODE: ExpressionSpecification = [
  'case',
  [
    'all',
    ['>', parentLength, 0],
    ['>', ['length', code], parentLength],
    ['==', ['slice', code, 0, parentLength], parent],
  ],
  ['slice', code, parentLength],
  ['slice', code, ['max', 0, ['-', ['length', code], 3]]],
];

export const BAND_SIGN: ExpressionSpecification = [
  'match',
  ['get', 'bandResult'],
  'over',
  SIGNS.over,
  'under',
  SIGNS.under,
  '',
];

/** Unknown is a question mark, nobody is nothing. */
export const householdsText = ([before, after]: readonly [string, string]): ExpressionSpecification => [
  'case',
  ['!', ['has', 'households']],
  '?',
  ['==', ['get', 'households'], 0],
  '',
  ['concat', before, ['to-string', ['get', 'households']], after],
];
