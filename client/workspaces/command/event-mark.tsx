/** The sign of an event beside its words, of the same shape, filling and ring as on the map. */
import type { Grade } from '../../../server/contract/event-rules.ts';
import { type EventShape, shapeOf } from '../../map/layers/events-images.ts';
import { kindName } from '../../state/command/row-words.ts';
import { majorIndex } from '../../state/command/rules.ts';

const PATHS: Record<EventShape, string> = {
  disc: 'M16 7a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  square: 'M8 8h16v16H8z',
  triangle: 'M16 6 26 24H6z',
  diamond: 'M16 5 27 16 16 27 5 16z',
  hexagon: 'M11 7.300h10L26 16l-5 8.700H11L6 16z',
  house: 'M16 5.500 24 13v11.500H8V13z',
  cross: 'M12 7h8v5h5v8h-5v5h-8v-5H7v-8h5z',
};

export const ShapeMark = ({ shape, grade, letter = '' }: { shape: EventShape; grade: Grade; letter?: string }) => (
  <svg class={`event-mark ${grade}`} viewBox="0 0 32 32" aria-hidden="true">
    {(grade === 'major' || grade === 'notable') && <path class="outer" d={PATHS[shape]} />}
    {(grade === 'major' || grade === 'notable') && <path class="gap" d={PATHS[shape]} />}
    <path class="core" d={PATHS[shape]} />
    {letter !== '' && (
      <text x="16" y={shape === 'triangle' ? 21.5 : 20} text-anchor="middle">
        {letter}
      </text>
    )}
  </svg>
);

export const EventMark = ({ category, grade }: { category: string; grade: Grade }) => (
  <ShapeMark shape={shapeOf(majorIndex(category))} grade={grade} letter={[...kindName(category)][0] ?? ''} />
);
