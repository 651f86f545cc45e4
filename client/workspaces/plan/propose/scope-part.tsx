/** Which part of the plan is asked about: the community on the screen by name, or grids of it to tick. */

import { bandOf, isExempt } from '../../../../server/partition/plan/band.ts';
import type { CommunityPlan } from '../../../../server/partition/plan/community-plan.ts';
import { BAND_SIGNS } from '../../../state/band-signs.ts';
import { number, t } from '../../../state/language.ts';
import { BANDS } from '../../../state/plan/band-words.ts';
import { communityName, gridName } from '../../../state/plan/grid-names.ts';
import { planSession, revision } from '../../../state/plan/opened.ts';
import { askedGrids, askedStandard, communityInView, proposalScope } from '../../../state/plan/proposal-scope.ts';
import { tf } from './words.ts';

export function ScopePart() {
  void revision.value;
  const scope = proposalScope.value;
  const session = planSession.value;
  const code = communityInView.value;
  const community = code === null ? undefined : session?.community(code);
  if (scope === 'plan' || session === null || community === undefined) return null;
  if (scope === 'community')
    return <p class="hint">{tf('ask.inView', { community: communityName(community.code) })}</p>;
  return <GridChoice community={community} standard={askedStandard.value ?? session.standard} />;
}

function GridChoice({
  community,
  standard,
}: {
  community: CommunityPlan;
  standard: { readonly min: number; readonly max: number };
}) {
  const { slots, numbers } = community.divisions.grid;
  const rows = slots.flatMap((record, slot) => {
    if (record === null || record.role !== 'free' || isExempt(record) || numbers.numbers(slot).cells === 0) return [];
    const households = numbers.households(slot);
    return [{ record, slot, households, band: BANDS[bandOf(record, households, standard).state] }];
  });
  const put = (keys: Iterable<string>) => {
    askedGrids.value = new Set(keys);
  };
  const toggle = (key: string) => {
    const now = new Set(askedGrids.peek());
    if (!now.delete(key)) now.add(key);
    put(now);
  };
  const outside = rows.filter(({ band }) => band === 'under' || band === 'over');
  return (
    <div class="grid-choice">
      <p class="hint">
        {communityName(community.code)} · {tf('ask.choose')}
      </p>
      <ul>
        {rows.map(({ record, slot, households, band }) => (
          <li key={record.key}>
            <label class="check">
              <input type="checkbox" checked={askedGrids.value.has(record.key)} onChange={() => toggle(record.key)} />
              <span class="name">{gridName(record, slot)}</span>
              <span class="count">{number(households)}</span>
              <span class={`sign ${band}`} title={t(`band.${band}`)}>
                <span aria-hidden="true">{BAND_SIGNS[band]}</span>
                <span class="hidden-text">{t(`band.${band}`)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div class="deeds">
        {outside.length > 0 && (
          <button
            class="button"
            type="button"
            onClick={() => put([...askedGrids.peek(), ...outside.map(({ record }) => record.key)])}
          >
            {tf('ask.chooseOutside')}
          </button>
        )}
        <button class="plain" type="button" disabled={askedGrids.value.size === 0} onClick={() => put([])}>
          {tf('ask.chooseNone')}
        </button>
        <span class="hint">{tf('ask.chosen', { count: askedGrids.value.size })}</span>
      </div>
    </div>
  );
}
