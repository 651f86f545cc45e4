/** What was found by what was typed; while nothing is typed, the grids by their communities. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { announce } from '../../state/announce.ts';
import type { Found } from '../find.ts';
import { Glyph } from '../glyph.tsx';
import { atlas, ground } from '../state/atlas.ts';
import { chooseGrid, choosePlace } from '../state/choice.ts';
import { found, isAsking } from '../state/found.ts';
import { kindName, tk } from '../words.ts';

const SHOWN = 40;

export function Results() {
  const count = found.value.length;
  useSignalEffect(() => {
    if (!isAsking.value) return;
    announce(found.value.length === 0 ? tk('results.none') : tk('results.count', { count: found.value.length }));
  });
  if (!isAsking.value) return <Browse />;
  if (count === 0) return <p class="none results">{tk('results.none')}</p>;
  return (
    <div class="results">
      <p class="count">
        {count > SHOWN ? tk('results.first', { count, shown: SHOWN }) : tk('results.count', { count })}
      </p>
      <ul aria-label={tk('results.label')}>
        {found.value.slice(0, SHOWN).map((one) => (
          <li key={one.kind === 'place' ? `p${one.place.code}` : one.grid.code}>
            <FoundRow one={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function FoundRow({ one }: { one: Found }) {
  const gridName = (code: string | null) => ground.value?.grids.find(({ grid }) => grid.code === code)?.grid.name;
  const isPlace = one.kind === 'place';
  const name = isPlace ? one.place.name : one.grid.name;
  const detail = isPlace ? (one.place.address ?? gridName(one.place.grid)) : areaName(one.grid.parent);
  return (
    <button
      type="button"
      class="row"
      onClick={() => (isPlace ? choosePlace(one.place.code) : chooseGrid(one.grid.code))}
    >
      <span class="words">
        <b>{name}</b>
        <span>{detail}</span>
      </span>
      <span class="kind">{kindName(isPlace ? one.place.kind : 'grid')}</span>
      <Glyph name="right" />
    </button>
  );
}

const areaName = (code: string): string => atlas.value?.areas.find((area) => area.code === code)?.name ?? '';

/** Communities, then the grids of one. */
function Browse() {
  const open = useSignal<string | null>(null);
  const grids = (atlas.value?.grids ?? []).filter(({ kind }) => kind !== 'micro');
  const communities = [...new Set(grids.map(({ parent }) => parent))];
  const one = communities.length === 1 ? communities[0]! : open.value;
  return (
    <div class="results browse">
      <h2 class="count">{one === null ? tk('browse.title') : areaName(one)}</h2>
      {one !== null && communities.length > 1 && (
        <button
          type="button"
          class="row up"
          onClick={() => {
            open.value = null;
          }}
        >
          <Glyph name="back" />
          <span class="words">
            <b>{tk('browse.back')}</b>
          </span>
        </button>
      )}
      <ul>
        {one === null
          ? communities.map((code) => (
              <li key={code}>
                <button
                  type="button"
                  class="row"
                  onClick={() => {
                    open.value = code;
                  }}
                >
                  <span class="words">
                    <b>{areaName(code)}</b>
                    <span>{tk('browse.count', { count: grids.filter(({ parent }) => parent === code).length })}</span>
                  </span>
                  <Glyph name="right" />
                </button>
              </li>
            ))
          : grids
              .filter(({ parent }) => parent === one)
              .map((grid) => (
                <li key={grid.code}>
                  <button type="button" class="row" onClick={() => chooseGrid(grid.code)}>
                    <span class="words">
                      <b>{grid.name}</b>
                      <span>{grid.code}</span>
                    </span>
                    <Glyph name="right" />
                  </button>
                </li>
              ))}
      </ul>
    </div>
  );
}
