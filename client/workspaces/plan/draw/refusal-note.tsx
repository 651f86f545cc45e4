/** Why the last thing was not done, and where; with the way out where there is one. */
import { useEffect } from 'preact/hooks';
import type { OperationRefusal } from '../../../../server/contract/plan-refusal.ts';
import { toDegrees } from '../../../../server/geometry/lattice.ts';
import { announce } from '../../../state/announce.ts';
import { t } from '../../../state/language.ts';
import { setRole } from '../../../state/plan/grid-deeds.ts';
import { slotName } from '../../../state/plan/grid-names.ts';
import { refusal } from '../../../state/plan/opened.ts';
import { flyTo } from '../../../state/viewport.ts';
import { Icon } from '../../../ui/icon.tsx';
import { tp } from '../words.ts';

export const refusalText = ({ reason }: Pick<OperationRefusal, 'reason'>): string => tp(`refusal.${reason}`);

export function RefusalNote() {
  const now = refusal.value;
  useEffect(() => {
    if (now !== null) announce(tp('spoken.refused', { reason: refusalText(now) }));
  }, [now]);
  if (now === null) return null;
  const { community, level, slots, at } = now;
  const close = (): void => {
    refusal.value = null;
  };
  const unlock = (): void => {
    for (const slot of slots) if (community !== null) setRole('free', { community, slot });
    close();
  };
  return (
    <div class="float refusal" role="alert">
      <span>
        <strong>{tp('refusal.title')}</strong> {refusalText(now)}{' '}
        {community !== null && slots.length > 0 && (
          <span class="grids">
            {tp('refusal.grids', { names: slots.map((slot) => slotName(community, level, slot)) })}
          </span>
        )}
      </span>
      {at !== null && (
        <button
          class="button"
          type="button"
          onClick={() => flyTo({ lon: toDegrees(at[0]!), lat: toDegrees(at[1]!), zoom: 17.5 })}
        >
          {tp('refusal.look')}
        </button>
      )}
      {now.reason === 'grid-locked' && (
        <button class="button" type="button" onClick={unlock}>
          {tp('refusal.unlock')}
        </button>
      )}
      <button class="plain" type="button" aria-label={t('close')} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}
