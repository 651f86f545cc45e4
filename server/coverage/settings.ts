/** Settings of coverage as they lie in the table: what is no number of the range is not taken. Pure. */
import { type CoverageSettings, DEFAULT_SETTINGS } from './subject.ts';

const RANGES: { readonly [K in keyof CoverageSettings]: { key: string; min: number; max: number; whole: boolean } } = {
  maxGridsPerWorker: { key: 'coverage.maxGridsPerWorker', min: 1, max: 1000, whole: true },
  serviceDistanceM: { key: 'coverage.serviceDistanceM', min: 50, max: 50_000, whole: false },
};

/** Later rows go before earlier ones. */
export function settingsFrom(rows: readonly { key: string; value: unknown }[]): CoverageSettings {
  const settings: { -readonly [K in keyof CoverageSettings]: number } = { ...DEFAULT_SETTINGS };
  for (const { key, value } of rows) {
    for (const [name, range] of Object.entries(RANGES)) {
      if (key !== range.key || typeof value !== 'number') continue;
      if (value >= range.min && value <= range.max && (!range.whole || Number.isInteger(value)))
        settings[name as keyof CoverageSettings] = value;
    }
  }
  return settings;
}
