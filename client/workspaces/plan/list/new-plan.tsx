/** A new plan: of which area, called what, by which standard. Created and opened. */
import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { BandSetting } from '../../../../server/contract/grids.ts';
import type { PlanStandard } from '../../../../server/contract/plans.ts';
import { createPlan } from '../../../api/plans.ts';
import { type ApiError, asApiError } from '../../../api/request.ts';
import { announce } from '../../../state/announce.ts';
import { areaByCode, scope } from '../../../state/areas.ts';
import { planPath } from '../../../state/plan/head.ts';
import { bandOf, firstArea, mayPlanOf, readBands } from '../../../state/plan/new-plan.ts';
import { sourcesPath } from '../../../state/plan/sources.ts';
import { go } from '../../../state/route.ts';
import { flyTo, isBounds } from '../../../state/viewport.ts';
import { tl } from '../life-words.ts';
import { ProblemNote } from '../problem-note.tsx';
import { AreaChoice } from './area-choice.tsx';
import { StandardChoice } from './standard-choice.tsx';

function defaultName(area: string): string {
  const name = areaByCode.value.get(area)?.name ?? '';
  const part = (what: 'year' | 'month') =>
    new Intl.DateTimeFormat('en', { [what]: 'numeric', timeZone: 'Asia/Shanghai' }).format(new Date());
  return tl('new.defaultName', { area: name, year: part('year'), month: part('month') });
}

export function NewPlanForm({ onClose }: { onClose: () => void }) {
  const id = useId();
  const area = useSignal(firstArea(scope.peek()?.code ?? null));
  const named = useSignal<string | null>(null);
  /** null: that of the area; undefined: what was typed is none. */
  const standard = useSignal<PlanStandard | null | undefined>(null);
  const bands = useSignal<readonly BandSetting[]>([]);
  const problem = useSignal<ApiError | null>(null);
  const busy = useSignal(false);
  const merging = useSignal(false);
  useEffect(() => {
    const controller = new AbortController();
    readBands(controller.signal).then(
      (all) => {
        bands.value = all;
      },
      () => {},
    );
    return () => controller.abort();
  }, []);
  const name = named.value ?? defaultName(area.value);
  const choose = (code: string) => {
    area.value = code;
    const box = areaByCode.peek().get(code)?.bbox;
    if (isBounds(box)) flyTo({ bounds: box, maxZoom: 16 });
  };
  const create = async () => {
    busy.value = true;
    problem.value = null;
    try {
      const more = standard.value ? { standard: standard.value } : {};
      const { plan } = await createPlan({ area: area.value, title: name.trim(), ...more });
      announce(tl('new.done', { title: plan.title }));
      go(merging.value ? sourcesPath(plan.id) : planPath(plan.id));
    } catch (error) {
      problem.value = asApiError(error);
      busy.value = false;
    }
  };
  const ready = mayPlanOf(area.value) && name.trim() !== '' && standard.value !== undefined && !busy.value;
  return (
    <form
      class="new-plan"
      aria-label={tl('new.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void create();
      }}
    >
      <AreaChoice area={area.value} onChoose={choose} />
      <div class="field">
        <label for={`${id}-name`}>{tl('new.name')}</label>
        <input
          class="input"
          id={`${id}-name`}
          maxLength={100}
          value={name}
          onInput={({ currentTarget: { value } }) => {
            named.value = value;
          }}
        />
      </div>
      <StandardChoice
        band={bandOf(bands.value, area.value)}
        onChoose={(next) => {
          standard.value = next;
        }}
      />
      <div>
        <label class="check">
          <input
            type="checkbox"
            checked={merging.value}
            onChange={({ currentTarget: { checked } }) => {
              merging.value = checked;
            }}
          />
          {tl('new.sources')}
        </label>
        <p class="hint">{tl('new.sourcesHint')}</p>
      </div>
      <ProblemNote problem={problem.value} />
      <div class="row">
        <button class="button primary" type="submit" disabled={!ready}>
          {tl(busy.value ? 'new.creating' : 'new.create')}
        </button>
        <button class="button" type="button" onClick={onClose}>
          {tl('new.cancel')}
        </button>
      </div>
    </form>
  );
}
