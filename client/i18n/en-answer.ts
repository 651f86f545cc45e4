/** Texts of an answer in English. */
import type { Message } from './translate.ts';
import type { AnswerKey } from './zh-answer.ts';

export const enAnswer = {
  'answer.label': 'Answer',
  'answer.asking': 'Looking…',
  'answer.gap': 'No grid',
  'answer.noGrid': 'No grid here',
  'answer.path': 'Belongs to',
  'answer.spoken': '{name}, code {code}',
  'answer.why': 'Why this grid',
  'answer.ambiguous': 'Very near a border, within the error of a position. Check on the spot.',
  'answer.distance': 'Nearest border',
  'answer.far': 'over 500 m',
  'answer.coordinates': 'Lon, lat',
  'answer.notice': 'Notice to print',
  'answer.copyCode': 'Copy code {code}',
  'rule.contains': 'Inside this grid.',
  'rule.border': 'On a border: it belongs to the lowest code ({code}).',
  'rule.overlap': 'Grids overlap here ({codes}); the lowest code answers.',
  'rule.override': 'Assigned by hand, whatever the position.',
  'rule.nearest': 'In no grid; this is the nearest one.',
  'rule.none': 'This point is in no grid. If it lies in the county, it is a gap: please tell the town.',
} as const satisfies Readonly<Record<AnswerKey, Message>>;
