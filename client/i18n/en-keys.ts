/** Texts of the panel of keys in English. */
import type { KeysKey } from './zh-keys.ts';

export const enKeys = {
  'keys.table': 'Move in the list, choose a grid',
  'keys.pan': 'Move the map (when it has the focus)',
  'keys.middle': 'Which grid is in the middle (when the map has the focus)',
  'keys.switch': 'Single-key shortcuts',
} as const satisfies Readonly<Record<KeysKey, string>>;
