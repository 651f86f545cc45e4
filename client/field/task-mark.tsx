/** The sign of a task on the sketch, and how it stands against its clock, in words and in shape. */
import type { Judged } from '../state/command/urgency.ts';
import { dueText } from './words.ts';

/** A drop, 24 × 24, its point at the bottom middle. */
export const EVENT_SHAPE_PATH = 'M12 24s9-8.500 9-14A9 9 0 0 0 3 10c0 5.500 9 14 9 14z';

export const DueTag = ({ judged }: { judged: Judged }) => (
  <span class="due" data-urgency={judged.urgency}>
    {dueText(judged)}
  </span>
);
