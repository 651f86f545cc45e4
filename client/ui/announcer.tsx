/** The one region in which changes are spoken. */
import { announcement } from '../state/announce.ts';

export const Announcer = () => (
  <div class="hidden-text" role="status" aria-live="polite">
    {announcement}
  </div>
);
