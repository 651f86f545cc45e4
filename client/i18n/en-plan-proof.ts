/** English texts of certificates: what was reached, and why the rest cannot be. */
import type { Message } from './translate.ts';
import type { PlanProofKey } from './zh-plan-proof.ts';

export const enPlanProof = {
  'cert.title': 'Certificates',
  'cert.lead': 'Worked out anew and confirmed by an independent check.',
  'cert.reading': 'Reading the certificates…',
  'cert.none':
    'The plan was drawn by hand and stands on no proposal, so there is no certificate. The check above holds.',
  'cert.checked': 'Checked',
  'cert.edited': 'Edited after the proposal was taken over; the numbers are those of the proposal.',
  'cert.standard': 'Standard {min}–{max} households',
  'cert.grids': 'Grids',
  'cert.gridsValue': '{count}',
  'cert.outside': 'Outside the standard',
  'cert.outsideNone': 'none',
  'cert.outsideValue': '{count}, of which {proven} cannot be avoided',
  'cert.moved': 'Households that change grid',
  'cert.movedLeast': '{moved}; by arithmetic {least} at least ({ratio} ×)',
  'cert.movedBest': '{moved}, the least there can be',
  'cert.movedNone': '0',
  'cert.compactness': 'Mean compactness',
  'cert.compactnessHint': '1 for a circle, 0.79 for a square',
  'cert.border': 'Cost of borders',
  'cert.borderHint': 'cheap along main roads and rivers, dear through compounds',
  'cert.uncounted': 'Cells nobody has counted',
  'cert.seed': 'Seed',
  'cert.hash': 'Fingerprints',
  'cert.proofs': 'Proven to be unavoidable',
  'cert.undecided': 'Undecided',
  'cert.undecidedText':
    '“{grid}” is off by {violation} households: within the effort allowed no lawful way was found, nor a proof that there is none.',
  'cert.unassigned': {
    one: '{count} plot where nobody lives is in no grid.',
    other: '{count} plots where nobody lives are in no grid.',
  },
  'cert.nearest': 'With a standard of {list} the numbers would all come out.',
  'cert.nearestOne': '{min}–{max}',
  'cert.fly': 'Show on the map',
  'proof.here': 'this place',
  'proof.more': '{first} and others ({count})',
  'proof.oversized':
    '{households} households at {place} must share one grid, more than the {max} it may have. No division can avoid that.',
  'proof.no-count':
    'This connected area has {households} households. However many grids it is divided into, they cannot all have {min}–{max}; together they are off by {least} at least.',
  'proof.pocket':
    '{sides} parts with {households} households are reached only through {place}. However they are shared out, some grid is outside the standard, by {least} at least.',
  'proof.pocketOne':
    'A part with {households} households is reached only through {place}. However it is divided, some grid is outside the standard, by {least} at least.',
  'proof.no-grid':
    'No connected area that holds {place} has {min}–{max} households. All that matter were looked at: {sets}.',
  'proof.whileFixed': 'As long as {list} stay as they are, locked or dedicated. Releasing one may help.',
  'proof.whilePinned': 'As long as what is kept together, not crossed or kept whole stays so. Releasing that may help.',

  'outside.title': 'Grids outside the standard ({count})',
  'outside.others': '{count} more are outside it, which the plan leaves as they are; they stop nothing.',
  'outside.under': '{households} households, standard {min}–{max}, {off} too few',
  'outside.over': '{households} households, standard {min}–{max}, {off} too many',
  'outside.accepted': 'Accepted: {reason} ({author}, until {until})',
  'outside.open': 'It could be avoided. Change it, or have an auditor accept it with a reason.',
  'outside.pinned':
    'Only locks and pins make it so, which is no proof. Release them, or have an auditor accept it with a reason.',
  'outside.before': 'So it stands today; this plan leaves it as it is.',
  'outside.accept': 'Accept…',
  'outside.reason': 'Why it is accepted (for a year)',
  'outside.send': 'Accept',
  'outside.done': '“{grid}” was accepted.',
  'block.outside': 'Outside the standard, neither proven nor accepted',

  'ground.title': 'The ground has changed',
  'ground.lead':
    'These communities have changed since the plan began (edition {n} is in force). Choose for each, then move them together: one operation, which can be undone.',
  'ground.behind': 'New grids were published here.',
  'ground.behindChanged': 'New grids were published here, and the plan changes it too: publishing waits for a choice.',
  'ground.outdated': 'Buildings, households, roads or borders are others.',
  'ground.look': 'Compare both choices',
  'ground.mine': 'Keep what the plan has',
  'ground.theirs': 'Take the grids in force',
  'ground.outcome': '{added} new, {changed} changed, {closed} closed grids; {households} households change grid',
  'ground.lost':
    'Does not come along: {given} bends, cuts or pins; {unassigned} cells in no grid; {retired} codes that have ended',
  'ground.move': 'Move to the ground of now ({count})',
  'ground.done': 'Moved to the ground of now.',
  'ground.notDraft': 'The plan is no draft: withdraw it or send it back first.',
  'ground.readOnly': 'A planner chooses, in a draft.',
} as const satisfies Record<PlanProofKey, Message>;
