/** The layers that were taken in, in the order of who decides; moved by buttons. */
import { SOURCE_STROKES } from '../../../map/layers/plan-sources-part.ts';
import { shortMoment } from '../../../state/measures.ts';
import { moved, sourceOrder, sources } from '../../../state/plan/sources.ts';
import { theme } from '../../../state/theme.ts';
import { Icon } from '../../../ui/icon.tsx';
import { tl } from '../life-words.ts';

export function SourceRows({ may }: { may: boolean }) {
  const all = sources.value;
  if (all === null) return null;
  if (all.length === 0) return <p class="hint">{tl('sources.none')}</p>;
  const rows = sourceOrder.value.flatMap((name) => all.find((one) => one.name === name) ?? []);
  const move = (name: string, by: 1 | -1) => {
    sourceOrder.value = moved(sourceOrder.peek(), name, by);
  };
  return (
    <>
      <p class="label">{tl('sources.list')}</p>
      <ol class="source-rows">
        {rows.map(({ name, grids, author, addedAt }, place) => (
          <li key={name} data-source={name}>
            <Stroke place={place} />
            <span class="name">{name}</span>
            <span class="hint">{tl('sources.row', { grids, author, at: shortMoment(addedAt) })}</span>
            {may && rows.length > 1 && (
              <span class="moves">
                <button
                  class="plain"
                  type="button"
                  aria-label={tl('sources.up', { name })}
                  disabled={place === 0}
                  onClick={() => move(name, -1)}
                >
                  <Icon name="up" />
                </button>
                <button
                  class="plain"
                  type="button"
                  aria-label={tl('sources.down', { name })}
                  disabled={place === rows.length - 1}
                  onClick={() => move(name, 1)}
                >
                  <Icon name="down" />
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** As the map draws it. */
function Stroke({ place }: { place: number }) {
  const { light, dark, dash } = SOURCE_STROKES[place % SOURCE_STROKES.length]!;
  return (
    <svg class="stroke" viewBox="0 0 30 8" aria-hidden="true">
      <path
        d="M1 4h28"
        fill="none"
        stroke={theme.value === 'dark' ? dark : light}
        stroke-width="3"
        stroke-dasharray={dash.map((length) => length * 3).join(' ')}
      />
    </svg>
  );
}
