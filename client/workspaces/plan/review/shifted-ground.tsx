/** Communities that have changed under the plan: what keeping its own way or taking that of now would mean, and the choice. */
import type { PlanRebase, RebasePreview } from '../../../../server/contract/plan-rebase.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { announce } from '../../../state/announce.ts';
import { areaByCode } from '../../../state/areas.ts';
import { flyToArea } from '../../../state/plan/plan-map.ts';
import {
  choose,
  ground,
  groundBusy,
  groundProblem,
  lookAt,
  move,
  outcomes,
  shifted,
  type Take,
  takes,
} from '../../../state/plan/rebase.ts';
import { PLANNERS } from '../../../state/plan/roles.ts';
import { mayIn } from '../../../state/who.ts';
import { tl } from '../life-words.ts';
import { ProblemNote } from '../problem-note.tsx';

const nameOf = (code: string): string => areaByCode.value.get(code)?.name ?? code;

export function ShiftedGround({ plan }: { plan: Plan }) {
  const all = shifted.value;
  if (all.length === 0 || ground.value === null) return null;
  const isPlanner = mayIn(PLANNERS, plan.area);
  const may = isPlanner && plan.state === 'draft';
  const problem = groundProblem.value;
  const run = async () => {
    if (await move()) announce(tl('ground.done'));
  };
  return (
    <section class="shifted">
      <h3>{tl('ground.title')}</h3>
      <p class="hint">{tl('ground.lead', { n: String(ground.value.editionNumber) })}</p>
      <ul>
        {all.map((place) => (
          <Row key={place.community} place={place} may={may} />
        ))}
      </ul>
      {!may && <p class="note">{tl(isPlanner ? 'ground.notDraft' : 'ground.readOnly')}</p>}
      <ProblemNote problem={problem} />
      {may && (
        <div class="row">
          <button
            class="button primary"
            type="button"
            disabled={takes.value.size === 0 || groundBusy.value}
            onClick={() => void run()}
          >
            {tl('ground.move', { count: takes.value.size })}
          </button>
        </div>
      )}
    </section>
  );
}

interface RowProps {
  place: PlanRebase['communities'][number];
  may: boolean;
}

function Row({ place: { community, behind, outdated, changed }, may }: RowProps) {
  const found = outcomes.value.get(community);
  return (
    <li data-community={community}>
      <button class="name" type="button" onClick={() => flyToArea(community)}>
        {nameOf(community)}
      </button>
      <p class={behind && changed ? 'reason bad' : 'hint'}>
        {behind && tl(changed ? 'ground.behindChanged' : 'ground.behind')} {outdated && tl('ground.outdated')}
      </p>
      {found === undefined ? (
        <button class="button" type="button" disabled={groundBusy.value} onClick={() => void lookAt(community)}>
          {tl('ground.look')}
        </button>
      ) : (
        <fieldset aria-label={nameOf(community)}>
          {(['mine', 'theirs'] as const).map((take) => (
            <Choice key={take} take={take} found={found} may={may} />
          ))}
        </fieldset>
      )}
    </li>
  );
}

function Choice({ take, found, may }: { take: Take; found: RebasePreview; may: boolean }) {
  const { community } = found;
  const { added, changed, closed, households, lost } = found[take];
  const given = lost.bends.length + lost.cuts.length + lost.pins.length;
  return (
    <label class="choice">
      <input
        type="radio"
        name={`ground-${community}`}
        disabled={!may}
        checked={takes.value.get(community) === take}
        onChange={() => choose(community, take)}
      />
      <span>
        <strong>{tl(`ground.${take}`)}</strong>
        <span class="hint">
          {tl('ground.outcome', {
            added: added.length,
            changed: changed.length,
            closed: closed.length,
            households,
          })}
        </span>
        {(given > 0 || lost.unassigned.length > 0 || lost.retired.length > 0) && (
          <span class="hint">
            {tl('ground.lost', { given, unassigned: lost.unassigned.length, retired: lost.retired.length })}
          </span>
        )}
      </span>
    </label>
  );
}
