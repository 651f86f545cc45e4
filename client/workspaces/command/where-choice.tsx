/** Where it is: a click on the map, a building or an address looked for, or not known; and what lies there. */
import { pathOf } from '../../state/areas.ts';
import { type DraftWhere, editDraft, setWhere } from '../../state/command/draft.ts';
import { draftPlace } from '../../state/command/draft-place.ts';
import { placing, startPlacing } from '../../state/command/placing.ts';
import { gridName } from '../../state/command/row-words.ts';
import { problemText } from '../../state/language.ts';
import { lengthText } from '../../state/measures.ts';
import { canDraw } from '../../state/view.ts';
import { Icon } from '../../ui/icon.tsx';
import { AddressSearch } from './address-search.tsx';
import { pointText } from './card-words.ts';
import { tcr } from './report-words.ts';

export function WhereChoice({ where, grid }: { where: DraftWhere | null; grid: string | null }) {
  return (
    <div class="field where-choice">
      <span class="label">{tcr('where')}</span>
      {where === null ? (
        <>
          {canDraw.value !== false && (
            <button
              class="button"
              type="button"
              aria-pressed={placing.value !== null}
              onClick={() => startPlacing(null)}
            >
              {tcr(placing.value === null ? 'where.map' : 'where.mapOn')}
            </button>
          )}
          <AddressSearch />
          <p class="hint">{tcr('where.nowhere')}</p>
        </>
      ) : (
        <>
          <p class="chosen">
            <span>{whereText(where)}</span>
            <button
              class="plain"
              type="button"
              aria-label={tcr('where.clear')}
              title={tcr('where.clear')}
              onClick={() => {
                setWhere(null);
                startPlacing(null);
              }}
            >
              <Icon name="close" />
            </button>
          </p>
          <WhatIsThere grid={grid} />
        </>
      )}
    </div>
  );
}

const whereText = (where: DraftWhere): string =>
  where.by === 'point'
    ? tcr('where.point', { at: pointText(where.lon, where.lat) })
    : where.by === 'place'
      ? where.name
      : tcr('where.address', { text: where.text });

/** The grid and who answers for it; beside a border the choice of two or more. */
function WhatIsThere({ grid }: { grid: string | null }) {
  const { answer, grids, problem } = draftPlace.value;
  if (problem !== null)
    return (
      <p class="note warn">
        {problemText(problem.code, problem.params, 'problem.other')} {tcr('where.nowhere')}
      </p>
    );
  if (answer === null) return <p class="hint">{tcr('where.asking')}</p>;
  const own = answer.grid;
  return (
    <div class="there" role="status">
      <p>
        {own === null ? (
          tcr('where.noGrid')
        ) : (
          <>
            <strong>{own.name}</strong>
            <span class="hint">
              {answer.path
                .filter(({ level }) => level === 'town' || level === 'community')
                .map(({ name }) => name)
                .join(' › ') || pathOf(own.code).at(-1)?.name}
            </span>
          </>
        )}
      </p>
      {own?.worker && <p class="hint">{tcr('where.worker', { name: own.worker.name })}</p>}
      {grids.length > 1 && (
        <fieldset class="borders">
          <legend>
            {tcr('where.border', { m: lengthText(Math.round((answer.distanceToBorderM ?? 0) * 10) / 10) })}
          </legend>
          {grids.map((code) => (
            <label class="check" key={code}>
              <input
                type="radio"
                name="grid"
                checked={(grid ?? own?.code) === code}
                onChange={() => editDraft({ grid: code === own?.code ? null : code })}
              />
              {gridName(code)}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
