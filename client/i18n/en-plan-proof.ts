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
  'method.least-change': 'Least change',
  'method.balanced': 'Balanced',
  'method.best-shape': 'Best shape',
  'method.fix-here': 'Fix here',
  'method.fix-all': 'Fix all',
  'method.afresh': 'Afresh',
  'method.by-hand': 'By hand',
  'proof.somewhere': 'This place',
  'proof.more': '{first} and others ({count})',
  'proof.oversized': '{place} alone has {households} households, more than {max}, and cannot be divided.',
  'proof.no-count':
    'A connected part has {households} households; no number of grids between {min} and {max} adds up to that. Any way is off by {least} at least.',
  'proof.pocket':
    '{place} is the only way to {sides} parts (of {list} households); however they are divided, it is off by {least} at least.',
  'proof.pocketTower':
    'The part cut off by {place} has {households} households, which make no grid of {min}–{max}; it is off by {least} at least.',
  'proof.no-grid':
    'All {sets} combinations of {place} with what adjoins it were tried; none has {min}–{max} households.',
  'proof.whileFixed': 'As long as {list} stay as they are; releasing one may be enough.',
  'proof.whilePinned': 'As long as what was pinned stays so.',

  'outside.title': 'Grids outside the standard ({count})',
  'outside.others': '{count} more are outside it, which the plan leaves as they are; they stop nothing.',
  'outside.under': '{households} households, standard {min}–{max}, {off} too few',
  'outside.over': '{households} households, standard {min}–{max}, {off} too many',
  'outside.oversized':
    'Proven: buildings that go together have {households} households, more than {max}, and cannot be divided.',
  'outside.no-count':
    'Proven: no number of grids between {min} and {max} adds up to the {households} households of a connected part; it is off by {least} at least.',
  'outside.pocket':
    'Proven: {sides} parts with one way in have {households} households; however divided, it is off by {least} at least.',
  'outside.no-grid': 'Proven: all {sets} combinations with what adjoins were tried; none has {min}–{max} households.',
  'outside.accepted': 'Accepted: {reason} ({author}, until {until})',
  'outside.open': 'It could be avoided. Change it, or have an auditor accept it with a reason.',
  'outside.pinned':
    'Only locks and pins make it so, which is no proof. Release them, or have an auditor accept it with a reason.',
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
