/**
 * The closed loop as one table: from where each step may be taken, where it leads, who may take it, what it needs, and which clock it
 * ends and starts. What the four ways do otherwise is in ways.ts. A further step of the field (缓办, 强制结案, 申诉) is a name in the
 * contract and a row here.
 */
import type { ClockName } from '../../contract/event-rules.ts';
import { ENDED, EVENT_STATES, type EventState, type EventStep, type StepNeed } from '../../contract/events.ts';

/**
 * `dispatcher`, `worker`: the role over the area of the event. `handler`: whom it is dispatched to, or a member of that unit.
 * `reporter`: a worker with a report of their own. `rule`: the service itself.
 */
export type Who = 'dispatcher' | 'worker' | 'handler' | 'reporter' | 'rule';

/**
 * What must be true besides. Each is also the word of the refusal when it is not.
 * `not-checked`: reported and looked at nowhere yet. `checked`: what the public reports is looked at first, unless it is urgent.
 * `other-hands`: the caller has not handled it, nor is a member of the unit that did. `level`: the caller reaches the level that has it in
 * hand. `approved-level`: the caller reaches the level that let it be dispatched. `asked`, `not-asked`: the handler waits for an answer.
 * `not-top`: a level is above.
 */
export type Condition =
  | ('not-checked' | 'checked' | 'other-hands' | 'level' | 'approved-level')
  | ('asked' | 'not-asked' | 'not-top');

export interface StepRule {
  /** Empty: it is the first step. */
  readonly from: readonly EventState[];
  /** `same`: it stays. `before`: back to what it was when suspended. `again`: to its handler, or where none is, to be dispatched. */
  readonly to: EventState | 'same' | 'before' | 'again';
  readonly who: readonly Who[];
  readonly only?: readonly Condition[];
  readonly needs: readonly StepNeed[];
  /** `running`: whichever runs. */
  readonly ends?: ClockName | 'running';
  readonly starts?: ClockName;
  readonly stops?: true;
  readonly goesOn?: true;
}

const OPEN = EVENT_STATES.filter((state) => !ENDED.includes(state));
/** Before anything was handled: what is handled has to be verified, and cannot be put aside. */
const UNHANDLED = ['reported', 'filed', 'routed', 'dispatched', 'handling'] as const;
const IN_HAND = ['dispatched', 'handling'] as const;

// biome-ignore format: a table is read in columns
export const STEP_TABLE: Readonly<Record<EventStep, StepRule>> = {
  report:        { from: [],                            to: 'reported',    who: ['worker', 'dispatcher', 'rule'],  needs: [], starts: 'dispatch' },
  check:         { from: ['reported'],                  to: 'same',        who: ['worker', 'dispatcher'],          needs: ['why'], only: ['not-checked'] },
  file:          { from: ['reported'],                  to: 'filed',       who: ['dispatcher', 'reporter'],        needs: [], only: ['checked'] },
  route:         { from: ['filed', 'routed'],           to: 'routed',      who: ['dispatcher', 'rule'],            needs: [] },
  dispatch:      { from: ['routed'],                    to: 'dispatched',  who: ['dispatcher'],                    needs: ['handler'], ends: 'dispatch', starts: 'handle' },
  return:        { from: IN_HAND,                       to: 'routed',      who: ['handler', 'dispatcher'],         needs: ['why'], ends: 'handle', starts: 'dispatch' },
  handle:        { from: ['dispatched'],                to: 'handling',    who: ['handler', 'dispatcher'],         needs: [] },
  feedback:      { from: ['handling'],                  to: 'handled',     who: ['handler', 'dispatcher'],         needs: ['why'], ends: 'handle', starts: 'verify' },
  rework:        { from: ['handled', 'verified'],       to: 'again',       who: ['worker', 'dispatcher'],          needs: ['why'], ends: 'running' },
  verify:        { from: ['handled'],                   to: 'verified',    who: ['worker', 'dispatcher'],          needs: [], only: ['other-hands'], ends: 'verify' },
  close:         { from: ['verified'],                  to: 'closed',      who: ['dispatcher'],                    needs: [] },
  'follow-up':   { from: ['closed'],                    to: 'followed-up', who: ['dispatcher'],                    needs: ['satisfied'] },
  solve:         { from: ['reported', 'filed', 'routed'], to: 'verified',  who: ['worker'],                        needs: ['why', 'photo'], ends: 'dispatch' },
  'ask-extend':  { from: IN_HAND,                       to: 'same',        who: ['handler'],                       needs: ['why'], only: ['not-asked'] },
  extend:        { from: IN_HAND,                       to: 'same',        who: ['dispatcher'],                    needs: ['until', 'why'] },
  'ask-suspend': { from: IN_HAND,                       to: 'same',        who: ['handler'],                       needs: ['why'], only: ['not-asked'] },
  suspend:       { from: ['filed', 'routed', ...IN_HAND], to: 'suspended', who: ['dispatcher'],                    needs: ['why'], stops: true },
  resume:        { from: ['suspended'],                 to: 'before',      who: ['dispatcher', 'rule'],            needs: [], goesOn: true },
  refuse:        { from: IN_HAND,                       to: 'same',        who: ['dispatcher'],                    needs: ['why'], only: ['asked'] },
  void:          { from: [...UNHANDLED, 'suspended'],   to: 'void',        who: ['dispatcher'],                    needs: ['why'], ends: 'running' },
  merge:         { from: [...UNHANDLED, 'suspended'],   to: 'merged',      who: ['dispatcher'],                    needs: ['into'], ends: 'running' },
  supervise:     { from: OPEN,                          to: 'same',        who: ['dispatcher'],                    needs: ['why'] },
  escalate:      { from: [...UNHANDLED, 'handled'],     to: 'same',        who: ['dispatcher', 'rule'],            needs: ['why'], only: ['not-top'] },
  whistle:       { from: UNHANDLED,                     to: 'same',        who: ['worker', 'dispatcher'],          needs: ['units', 'why'] },
  locate:        { from: OPEN,                          to: 'same',        who: ['worker', 'dispatcher'],          needs: ['where'] },
  note:          { from: EVENT_STATES,                  to: 'same',        who: ['worker', 'dispatcher', 'handler'], needs: ['why'] },
};
