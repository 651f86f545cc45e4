/** Takes offers of the proposal on the screen, and says so. */
import { announce } from '../../../state/announce.ts';
import { takeOffers } from '../../../state/plan/proposal-ghost.ts';
import { tf } from './words.ts';

export async function take(communities: readonly string[]): Promise<void> {
  if (await takeOffers(communities)) announce(tf('offer.taken', { count: communities.length }));
}
