/** The notices of one grid or of all grids of an area, as they will be on paper; the browser's print makes one file of them. */
import { useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import { useEffect } from 'preact/hooks';
import type { KioskAtlas } from '../../../server/contract/kiosk.ts';
import { PAGES, type PaperName } from '../../print/page-sizes.ts';
import { Glyph } from '../glyph.tsx';
import type { Ground } from '../ground.ts';
import { asked } from '../state/address.ts';
import { isBaseRead } from '../state/atlas.ts';
import { type Footprint, readFootprints } from './footprints.ts';
import { NoticeSheet } from './notice-sheet.tsx';
import { PrintBar } from './print-bar.tsx';
import { SavePicture } from './save-picture.tsx';
import { tn } from './words.ts';
import '../../theme/paper-map.css';
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
  const isReady = footprints.value !== null && isBaseRead.value;
  return (
    <main class="notices" data-ready={isReady}>
      <PrintBar title={tn('title')} count={grids.length} {...{ paper, isReady }}>
        <a class="big" href={`/kiosk?area=${atlas.area.code}&view=map`}>
          <Glyph name="right" />
          <span>{tn('map')}</span>
        </a>
      </PrintBar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="notice-sheets" tabIndex={0} aria-label={tn('title')}>
        {grids.map((grid) => (
          <Fragment key={grid.grid.code}>
            <SavePicture
              sheet={`notice-${grid.grid.code}`}
              page={PAGES[paper.value]}
              file={`notice-${grid.grid.code}.png`}
              disabled={!isReady}
            />
            <NoticeSheet
              {...{ atlas, ground, grid }}
              footprints={footprints.value?.get(grid.grid.code) ?? []}
              paper={paper.value}
            />
          </Fragment>
        ))}
      </section>
    </main>
  );
}
