/** Opens the form that reports an event; one that is being written is found again as it was left. */
import { choose, chosenId } from '../../state/command/chosen.ts';
import { draft, newDraft } from '../../state/command/draft.ts';
import { startPlacing } from '../../state/command/placing.ts';
import { hasRole } from '../../state/who.ts';

export function startReport(): void {
  if (chosenId.peek() !== null) choose(null);
  draft.value ??= newDraft(hasRole('dispatcher', 'admin') ? 'hotline' : 'worker');
  startPlacing(null);
}
