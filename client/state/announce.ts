/** What screen readers are told: one polite sentence at a time. */
import { signal } from '@preact/signals';

export const announcement = signal('');

export function announce(text: string): void {
  // the same words twice are spoken twice only if the text changes: a no-break space does that
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}
