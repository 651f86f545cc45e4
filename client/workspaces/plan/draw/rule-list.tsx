/** Rules that proposals keep: what stays together, lines not to be crossed, compounds never cut. Made with tools on the map. */
import { useComputed } from '@preact/signals';
import type { PlanPin } from '../../../../server/contract/plan-state.ts';
import type { CommunityPlan } from '../../../../server/partition/plan/community-plan.ts';
import { lengthText } from '../../../state/measures.ts';
import type { Tool } from '../../../state/plan/choice.ts';
import { flyToCells } from '../../../state/plan/fly.ts';
import { communityName } from '../../../state/plan/grid-names.ts';
import { mayEdit, planSession, revision } from '../../../state/plan/opened.ts';
import { cellsOfPin, lengthOfPin, setPin } from '../../../state/plan/pin-deeds.ts';
import { Icon } from '../../../ui/icon.tsx';
import { tp } from '../words.ts';
import { ToolIcon } from './tool-icon.tsx';
import { takeTool } from './toolbar.tsx';

const MAKERS: readonly Tool[] = ['together', 'line', 'whole'];

export function RuleList() {
  const rules = useComputed(() => {
    void revision.value;
    return [...(planSession.value?.plan.communities.values() ?? [])].flatMap((community) =>
      community.pins.map((pin) => ({ community, pin })),
    );
  });
  return (
    <div class="list rules">
      {mayEdit.value && (
        <div class="filter">
          {MAKERS.map((one) => (
            <button class="button" type="button" key={one} onClick={() => takeTool(one)}>
              <ToolIcon tool={one} /> {tp(`tool.${one}`)}
            </button>
          ))}
        </div>
      )}
      {rules.value.length === 0 && <p class="hint empty">{tp('rules.none')}</p>}
      <ul class="scroll" aria-label={tp('rules.label')}>
        {rules.value.map(({ community, pin }) => (
          <Row key={`${community.code} ${JSON.stringify(pin)}`} community={community} pin={pin} />
        ))}
      </ul>
    </div>
  );
}

function textOf(community: CommunityPlan, pin: PlanPin): string {
  if (pin.pin === 'together') return tp('rules.together', { count: cellsOfPin(community, pin).length });
  if (pin.pin === 'never-cross')
    return tp('rules.line', { m: lengthText(Math.round(lengthOfPin(community, pin) / 100)) });
  return tp('rules.whole', { count: cellsOfPin(community, pin).length });
}

function Row({ community, pin }: { community: CommunityPlan; pin: PlanPin }) {
  return (
    <li class="rule-row">
      <button type="button" onClick={() => flyToCells(community.layer, cellsOfPin(community, pin))}>
        <strong>{textOf(community, pin)}</strong>
        <span class="at">
          <small>{communityName(community.code)}</small>
        </span>
      </button>
      {mayEdit.value && (
        <button
          class="plain"
          type="button"
          aria-label={tp('rules.remove')}
          title={tp('rules.remove')}
          onClick={() => void setPin(community.code, pin, false)}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}
