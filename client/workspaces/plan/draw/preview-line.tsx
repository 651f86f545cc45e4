/** What the gesture under way would do, before it is done: new totals of every grid it touches, and what would fall apart. */
import { bandOf } from '../../../../server/partition/plan/band.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import type { SlotPreview } from '../../../../server/partition/plan/preview.ts';
import { BAND_SIGNS } from '../../../state/band-signs.ts';
import { t } from '../../../state/language.ts';
import { BANDS } from '../../../state/plan/band-words.ts';
import { level, stroke } from '../../../state/plan/choice.ts';
import { slotName } from '../../../state/plan/grid-names.ts';
import { planSession } from '../../../state/plan/opened.ts';
import { tp } from '../words.ts';
import { refusalText } from './refusal-note.tsx';

export function PreviewLine() {
  const now = stroke.value;
  if (now === null || now.preview.slots.length === 0) return null;
  return (
    <div class="float preview-line" aria-hidden="true">
      {now.preview.slots.map((slot) => (
        <Change key={slot.slot} community={now.community} change={slot} />
      ))}
      {now.preview.refusal !== null && <span class="bad">{refusalText(now.preview.refusal)}</span>}
    </div>
  );
}

function Change({ community, change }: { community: string; change: SlotPreview }) {
  const name = slotName(community, level.value, change.slot);
  const record = planSession.value?.community(community)?.slot(level.value, change.slot) ?? null;
  const standard = planSession.value?.standard;
  const { before, after, partsBefore, partsAfter } = change;
  const isJudged = record !== null && standard !== undefined && level.value === 'grid';
  const band = isJudged ? BANDS[bandOf(record, after.households, standard).state] : 'none';
  return (
    <span class={`change ${band}`}>
      <strong>{name}</strong> {tp('preview.arrow', { before: before.households, after: after.households })}{' '}
      {change.slot !== UNASSIGNED && (
        <span class={`tag ${band}`}>
          {BAND_SIGNS[band]} {t(`band.${band}`)}
        </span>
      )}
      {partsAfter > Math.max(1, partsBefore) && (
        <span class="bad">{tp('preview.parts', { name, count: partsAfter })}</span>
      )}
    </span>
  );
}
