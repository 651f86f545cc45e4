/** How a county runs the loop until it says otherwise. */
import type { EventSettings, WorkCalendar } from '../contract/event-rules.ts';

/** The dictionary that is shipped as a sample. */
export const SAMPLE_DICTIONARY = 'sample';

export const OFFICE_HOURS: WorkCalendar['office'] = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
];

export function defaultSettings(county: string): EventSettings {
  return {
    county,
    dictionary: SAMPLE_DICTIONARY,
    similar: { metres: 100, hours: 24 },
    borderM: 15,
    warnBefore: 0.2,
    emergencyLimits: {
      dispatch: { amount: 0.5, unit: 'emergency-hour' },
      handle: { amount: 2, unit: 'emergency-hour' },
      verify: { amount: 2, unit: 'emergency-hour' },
    },
  };
}
