/** Offers that are looked at, on the map and in the card: as communities are done they appear. Taking them, or letting go. */
import { computed, effect, signal, untracked } from '@preact/signals';
import { applyProposal } from '../../api/plan-proposals.ts';
import { type ApiError, asApiError } from '../../api/request.ts';
import { fix } from './fix.ts';
import { type GhostPart, ghost } from './ghost.ts';
import { plan } from './head.ts';
import { shownProposal } from './proposal-jobs.ts';
import { openRows } from './proposal-offers.ts';
import { partKey, preview, proposalParts } from './proposal-parts.ts';
import { stateTag } from './reading.ts';
import { adopt, catchUp, flush } from './sending.ts';

export const isTaking = signal(false);
export const takeProblem = signal<ApiError | null>(null);

/** Communities that are looked at and may be taken. */
export const previewed = computed<readonly string[]>(() => {
  const wanted = preview.value;
  if (wanted === null) return [];
  return openRows.value.flatMap(({ community }) => (wanted === 'all' || wanted === community ? [community] : []));
});

const previewParts = computed<readonly GhostPart[]>(() => {
  const id = shownProposal.value?.id ?? '';
  return previewed.value.flatMap((community) => proposalParts.value.get(partKey(id, community)) ?? []);
});

/** Sets the ghost for as long as the view of proposals is open, unless a grid is being put right in place. */
export function followPreview(): () => void {
  return effect(() => {
    const parts = previewParts.value;
    if (fix.value !== null) return;
    untracked(() => {
      const old = ghost.peek()?.parts ?? [];
      if (old.length === parts.length && old.every((part, i) => part === parts[i])) return;
      ghost.value = parts.length === 0 ? null : { parts };
    });
  });
}

/** One operation, and one step of undo. False when it was refused: `takeProblem` says why. */
export async function takeOffers(communities: readonly string[]): Promise<boolean> {
  const proposal = shownProposal.peek();
  const id = plan.peek()?.id;
  if (proposal === null || id === undefined || communities.length === 0 || isTaking.peek()) return false;
  isTaking.value = true;
  takeProblem.value = null;
  const body = { ref: crypto.randomUUID(), communities: [...communities], option: 0 };
  const send = () => applyProposal(id, proposal.id, body, stateTag.peek());
  try {
    await flush();
    const { done, tag } = await send().catch(async (error: unknown) => {
      if (asApiError(error).code !== 'precondition-failed') throw error;
      // Somebody was faster, perhaps elsewhere in the plan: theirs is taken over, and asked again.
      await catchUp();
      return send();
    });
    adopt(done.operations, done.version, tag);
    return true;
  } catch (error) {
    takeProblem.value = asApiError(error);
    return false;
  } finally {
    isTaking.value = false;
  }
}
