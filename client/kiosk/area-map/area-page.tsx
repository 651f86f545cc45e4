/** Maps of the grids of an area as they will be on paper: one of all of it, or one of each area in it; the browser's print makes one file. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { AreaLevel } from '../../../server/contract/codes.ts';
import type { KioskAtlas } from '../../../server/contract/kiosk.ts';
import type { PaperName } from '../../print/page-sizes.ts';
import { basePath } from '../../print/shape-path.ts';
import { Glyph } from '../glyph.tsx';
import type { Ground } from '../ground.ts';
import { type Footprint, readFootprints } from '../notice/footprints.ts';
import { PrintBar } from '../notice/print-bar.tsx';
import { asked } from '../state/address.ts';
import { base, isBaseRead } from '../state/atlas.ts';
import { type AreaFacts, readFacts } from './facts.ts';
import { layoutOf } from './layout.ts';
import { Sheets } from './sheet.tsx';
import { type AreaSheet, divisionsOf, rowsOf, sheetsOf } from './sheets.ts';
import { ta } from './words.ts';
import '../../theme/paper-map.css';
import '../theme/notice.css';
import '../theme/area-map.css';

const NO_FACTS: AreaFacts = { grids: new Map(), borders: new Map() };
type Outlines = ReadonlyMap<string, readonly Footprint[]>;

/** Buildings are seen on the map of a community only. */
const buildingsOf = ({ level, grids }: AreaSheet, outlines: Outlines | null, { pointOf }: Ground): string =>
  level !== 'community' || outlines === null
    ? ''
    : grids
        .flatMap(({ grid }) => outlines.get(grid.code) ?? [])
        .map((geometry) => basePath({ geometry }, pointOf))
        .join('');

export function MapPage({ atlas, ground }: { atlas: KioskAtlas; ground: Ground }) {
  const { code } = atlas.area;
  const divisions = divisionsOf(code);
  const first: AreaLevel = asked.each !== null && divisions.includes(asked.each) ? asked.each : divisions[0]!;
  const paper = useSignal<PaperName>(asked.paper);
  const division = useSignal(first);
  const facts = useSignal<AreaFacts | null>(null);
  const outlines = useSignal<Outlines | null>(null);
  const wantsOutlines = division.value === 'community';
  useEffect(() => {
    void readFacts(code).then((found) => {
      facts.value = found;
    });
  }, [code, atlas, facts]);
  useEffect(() => {
    if (!wantsOutlines) return;
    void readFootprints({ area: code }).then((found) => {
      outlines.value = found;
    });
  }, [code, atlas, wantsOutlines, outlines]);
  const sheets = useMemo(() => sheetsOf(atlas, ground, division.value), [atlas, ground, division.value]);
  const isReady = facts.value !== null && isBaseRead.value && (!wantsOutlines || outlines.value !== null);
  const buildings = useMemo(
    () => sheets.map((sheet) => buildingsOf(sheet, outlines.value, ground)),
    [sheets, outlines.value, ground],
  );
  const layouts = useMemo(
    () => sheets.map((sheet) => layoutOf(paper.value, sheet.box, rowsOf(sheet), ({ grid }) => grid === null)),
    [sheets, paper.value],
  );
  const count = layouts.reduce((sum, { more }) => sum + 1 + more.length, 0);
  return (
    <main class="notices" data-ready={isReady}>
      <PrintBar title={ta('title')} {...{ count, paper, isReady }}>
        {divisions.length > 1 && (
          <fieldset>
            <legend class="hidden-text">{ta('division')}</legend>
            {divisions.map((level) => (
              <button
                key={level}
                type="button"
                class="big"
                aria-pressed={division.value === level}
                onClick={() => {
                  division.value = level;
                }}
              >
                {level === 'county' && ta('division.county')}
                {level === 'town' && ta('division.town')}
                {level === 'community' && ta('division.community')}
              </button>
            ))}
          </fieldset>
        )}
        <a class="big" href={`/kiosk?area=${code}&view=notice`}>
          <Glyph name="right" />
          <span>{ta('notices')}</span>
        </a>
      </PrintBar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="notice-sheets" tabIndex={0} aria-label={ta('title')}>
        {sheets.length === 0 && <p>{ta('none')}</p>}
        {sheets.map((sheet, i) => (
          <Sheets
            key={sheet.code}
            {...{ sheet, atlas, ground, isReady }}
            base={base.value}
            facts={facts.value ?? NO_FACTS}
            buildings={buildings[i] ?? ''}
            paper={paper.value}
            layout={layouts[i]!}
          />
        ))}
      </section>
    </main>
  );
}
