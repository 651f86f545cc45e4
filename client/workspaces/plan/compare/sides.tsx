/** Which two are compared: any plan or edition of the county on either side, and both turned round. */
import { useEffect } from 'preact/hooks';
import { day } from '../../../state/language.ts';
import { chooseSides, sides } from '../../../state/plan/compare.ts';
import { choices, loadChoices } from '../../../state/plan/compare-choices.ts';
import { editionSide, planSide, type Sides as SidesNamed } from '../../../state/plan/compare-sides.ts';
import { tc } from '../../../state/plan/compare-words.ts';
import { plan } from '../../../state/plan/head.ts';

export function Sides() {
  const area = plan.value?.area;
  useEffect(() => {
    if (area === undefined) return undefined;
    const controller = new AbortController();
    void loadChoices(area, controller.signal);
    return () => controller.abort();
  }, [area]);
  const now = sides.value;
  if (now === null) return null;
  return (
    <>
      <div class="compare-sides">
        <Side which="from" now={now} />
        <button
          class="plain"
          type="button"
          aria-label={tc('compare.swap')}
          title={tc('compare.swap')}
          onClick={() => chooseSides({ from: now.to, to: now.from })}
        >
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4" />
          </svg>
        </button>
        <Side which="to" now={now} />
      </div>
      {choices.value.failed && <p class="hint">{tc('compare.sidesFailed')}</p>}
    </>
  );
}

function Side({ which, now }: { which: 'from' | 'to'; now: SidesNamed }) {
  const { editions, plans } = choices.value;
  const own = plan.value;
  const value = now[which];
  const listed = plans.some(({ id }) => planSide(id) === value) || editions.some(({ id }) => editionSide(id) === value);
  return (
    <div class="field">
      <label for={`compare-${which}`}>{tc(`compare.${which}`)}</label>
      <select
        id={`compare-${which}`}
        class="input"
        value={value}
        onChange={(event) => chooseSides({ ...now, [which]: event.currentTarget.value })}
      >
        {!listed && <option value={value}>{unlisted(value)}</option>}
        <optgroup label={tc('compare.editions')}>
          {editions.map(({ id, number, inForce, inForceFrom }) => (
            <option key={id} value={editionSide(id)}>
              {inForce
                ? tc('compare.editionInForce', { n: String(number) })
                : tc('compare.editionDay', { n: String(number), day: day(inForceFrom) })}
            </option>
          ))}
        </optgroup>
        <optgroup label={tc('compare.plans')}>
          {plans.map(({ id, title }) => (
            <option key={id} value={planSide(id)}>
              {id === own?.id ? tc('compare.ownPlan', { title }) : tc('compare.plan', { title, id: String(id) })}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

/** Until the lists are there, or for a side they do not hold. */
function unlisted(side: string): string {
  const own = plan.value;
  const [kind = '', id = ''] = side.split('-');
  if (own !== null && side === planSide(own.id)) return tc('compare.ownPlan', { title: own.title });
  if (own !== null && side === editionSide(own.baseEdition))
    return tc('compare.edition', { n: String(own.baseEditionNumber) });
  return tc(kind === 'plan' ? 'compare.thisPlan' : 'compare.otherEdition', { id });
}
