/** The sheets of one area: its map with title, table and legend, and what of the table has no room beside it. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { KioskAtlas } from '../../../server/contract/kiosk.ts';
import type { BaseFeature } from '../../api/atlas.ts';
import { baseIn } from '../../print/base-in.ts';
import type { PaperName } from '../../print/page-sizes.ts';
import { paperOf } from '../../print/paper.ts';
import { boxesOfMarks } from '../../print/room.ts';
import { reviewText, tr } from '../../print/words.ts';
import { day } from '../../state/language.ts';
import { contactsOf } from '../contacts.ts';
import type { Ground } from '../ground.ts';
import { SavePicture } from '../notice/save-picture.tsx';
import { AreaMap } from './area-map.tsx';
import type { AreaFacts } from './facts.ts';
import { GridTable } from './grid-table.tsx';
import type { SheetLayout } from './layout.ts';
import { MapLegend } from './legend.tsx';
import { mapWords } from './map-words.ts';
import type { AreaSheet, Row } from './sheets.ts';
import { ta } from './words.ts';

/** Of the letters on the map, millimetres. */
const LETTER: Record<PaperName, number> = { a4: 2.4, a3: 3.2 };

interface Props {
  readonly sheet: AreaSheet;
  readonly atlas: KioskAtlas;
  readonly ground: Ground;
  readonly base: readonly BaseFeature[];
  readonly facts: AreaFacts;
  readonly buildings: string;
  readonly paper: PaperName;
  readonly layout: SheetLayout<Row>;
  readonly isReady: boolean;
}

export function Sheets({ sheet, atlas, ground, base: all, facts, buildings, paper, layout, isReady }: Props) {
  const letter = LETTER[paper];
  const { map, table, columns, columnWidth, measures, more } = layout;
  const onPaper = useMemo(() => paperOf(sheet.box, map), [sheet, map]);
  const base = useMemo(() => baseIn(all, ground.pointOf, onPaper), [all, ground, onPaper]);
  const words = useMemo(
    () => mapWords(sheet, { ground, base }, onPaper, letter, boxesOfMarks(onPaper)),
    [sheet, ground, base, onPaper, letter],
  );
  const label = ta('table.label', { name: sheet.name });
  const hasUncounted = sheet.grids.some(({ grid }) => (facts.grids.get(grid.code)?.uncounted ?? 0) > 0);
  const one = { sheet, atlas, paper, layout, isReady };
  return (
    <>
      <Page
        {...one}
        number={1}
        title={ta('title.of', { name: sheet.name })}
        foot={
          <>
            <MapLegend level={sheet.level} hasBuildings={buildings !== ''} hasPoints={words.points.length > 0} />
            <p>
              {ta('fills')}
              {words.grids.missing.length > 0 && ` ${ta('missing', { count: words.grids.missing.length })}`}
              {table === 'after' && ` ${ta('table.after')}`}
              {hasUncounted && table !== 'after' && ` ${ta('uncounted')}`}
            </p>
          </>
        }
      >
        <div class={`area-body ${table}`} style={{ gap: `${measures.gap}mm` }}>
          <AreaMap {...{ sheet, ground, base, facts, buildings, letter, words }} paper={onPaper} />
          {columns.length > 0 && <GridTable {...{ label, columns, facts, measures }} width={columnWidth} />}
        </div>
      </Page>
      {more.map((part, i) => (
        <Page
          // a part may begin on one sheet and go on to the next
          key={part[0]?.[0]?.grid?.grid.code ?? part[0]?.[0]?.part.code}
          {...one}
          number={i + 2}
          title={ta('title.more', { name: sheet.name })}
          foot={hasUncounted && <p>{ta('uncounted')}</p>}
        >
          <div class="area-body">
            <GridTable {...{ label, facts, measures }} columns={part} width={columnWidth} />
          </div>
        </Page>
      ))}
    </>
  );
}

interface PageProps extends Pick<Props, 'sheet' | 'atlas' | 'paper' | 'layout' | 'isReady'> {
  readonly number: number;
  readonly title: string;
  readonly foot: ComponentChildren;
  readonly children: ComponentChildren;
}

function Page({ sheet, atlas, paper, layout, number, title, isReady, foot, children }: PageProps) {
  const { page, measures, lies } = layout;
  const id = `sheet-${sheet.code}-${number}`;
  const county = atlas.areas.find(({ code }) => code.length === 6)?.name ?? atlas.area.name;
  const { mapReview } = contactsOf(atlas.notices, sheet.code);
  return (
    <>
      <SavePicture
        sheet={id}
        page={page}
        file={`grid-map-${sheet.code}${number > 1 ? `-${number}` : ''}.png`}
        disabled={!isReady}
      />
      <article
        id={id}
        class={`area-sheet ${paper} ${lies}`}
        data-area={sheet.code}
        style={{
          width: `${page.width}mm`,
          height: `${page.height}mm`,
          padding: `${measures.margin}mm`,
          gap: `${measures.gap}mm`,
        }}
      >
        <header style={{ height: `${measures.head}mm` }}>
          <h2>{title}</h2>
          <p>
            {sheet.path.join(' ')}
            <span>{ta('grids', { count: sheet.grids.length })}</span>
          </p>
        </header>
        {children}
        <div class="area-foot" style={{ height: `${measures.foot}mm` }}>
          {foot}
          <footer>
            <span>{ta('source', { area: county, edition: atlas.edition, date: day(atlas.inForceFrom) })}</span>
            <span>{reviewText(mapReview)}</span>
            <span>{tr('made', { date: day(new Date().toISOString()) })}</span>
            <span>{tr('sketch')}</span>
          </footer>
        </div>
      </article>
    </>
  );
}
