/** The notices of one grid or of all grids of an area, as they will be on paper; the browser's print makes one file of them. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { KioskAtlas } from '../../../server/contract/kiosk.ts';
import { Glyph } from '../glyph.tsx';
import type { Ground } from '../ground.ts';
import { asked } from '../state/address.ts';
import { type Footprint, readFootprints } from './footprints.ts';
import { NoticeSheet, PAPERS, type PaperName } from './notice-sheet.tsx';
import { tn } from './words.ts';
import '../theme/notice.css';

export function NoticePage({ atlas, ground }: { atlas: KioskAtlas; ground: Ground }) {
  const paper = useSignal<PaperName>(asked.paper);
  const footprints = useSignal<ReadonlyMap<string, readonly Footprint[]> | null>(null);
  useEffect(() => {
    const scope = atlas.grid === null ? { area: atlas.area.code } : { grid: atlas.grid };
    void readFootprints(scope).then((found) => {
      footprints.value = found;
    });
  }, [atlas, footprints]);
  const grids = ground.grids.filter(({ grid }) =>
    atlas.grid === null ? grid.kind !== 'micro' : grid.code === atlas.grid,
  );
  return (
    <main class="notices" data-ready={footprints.value !== null}>
      <div class="notice-bar">
        <h1>{tn('title')}</h1>
        <span>{tn('count', { count: grids.length })}</span>
        <fieldset>
          <legend class="hidden-text">{tn('paper.label')}</legend>
          {(Object.keys(PAPERS) as PaperName[]).map((name) => (
            <button
              key={name}
              type="button"
              class="big"
              aria-pressed={paper.value === name}
              onClick={() => {
                paper.value = name;
              }}
            >
              {tn(`paper.${name}`)}
            </button>
          ))}
        </fieldset>
        <button type="button" class="big primary" disabled={footprints.value === null} onClick={() => window.print()}>
          <Glyph name="print" />
          <span>{tn('print')}</span>
        </button>
        <p>{tn('hint')}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="notice-sheets" tabIndex={0} aria-label={tn('title')}>
        {grids.map((grid) => (
          <NoticeSheet
            key={grid.grid.code}
            {...{ atlas, ground, grid }}
            footprints={footprints.value?.get(grid.grid.code) ?? []}
            paper={paper.value}
          />
        ))}
      </section>
    </main>
  );
}
