/** Names of the contract a screen lets choose from, in the order of the way an event goes. The contract is types only here. */

import type { EventLevel, Way } from '../../../server/contract/event-rules.ts';
import type { Channel, EventState } from '../../../server/contract/events.ts';

export const STATE_NAMES: readonly EventState[] = [
  ...(['reported', 'filed', 'routed', 'dispatched', 'handling', 'handled', 'verified', 'closed'] as const),
  ...(['followed-up', 'suspended', 'void', 'merged'] as const),
];
export const CHANNEL_NAMES: readonly Channel[] = ['worker', 'hotline', 'resident', 'system'];
export const WAY_NAMES: readonly Way[] = ['on-the-spot', 'community', 'urgent', 'approval'];
export const LEVEL_NAMES: readonly EventLevel[] = ['grid', 'community', 'town', 'county'];
