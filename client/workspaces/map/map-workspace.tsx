/** 地图: search, areas and grids beside the map, the answer on it. Open to everyone. */
import { useEffect } from 'preact/hooks';
import { answer, askGrid, askPoint, parseAt } from '../../state/answer.ts';
import { county, scope } from '../../state/areas.ts';
import { gridByCode, grids } from '../../state/grids.ts';
import { parseHash } from '../../state/hash.ts';
import { t } from '../../state/language.ts';
import { canDraw, sheetOpen } from '../../state/view.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Workspace } from '../../ui/workspace.ts';
import { AnswerCard } from './answer-card.tsx';
import { AreaDrill } from './area-drill.tsx';
import { flyToGrid } from './choose.ts';
import { GridList } from './grid-list.tsx';
import { SearchBox } from './search-box.tsx';

/** What the address asks for: the point, else the grid. A link without a camera also flies there. */
async function askFromAddress(): Promise<void> {
  const { params } = parseHash(window.location.hash);
  const point = parseAt(params.at ?? null);
  const code = params.grid;
  const found = point ? await askPoint(...point) : code ? await askGrid(code) : null;
  const grid = found?.grid ? gridByCode.peek().get(found.grid.code) : undefined;
  if (grid && params.map === undefined) flyToGrid(grid);
}

function Side() {
  const ready = county.value !== null && grids.value.state !== 'loading';
  useEffect(() => {
    if (ready && answer.peek().state === 'none') void askFromAddress();
  }, [ready]);
  return (
    <>
      <SearchBox />
      {canDraw.value === false && (
        <p class="note warn no-map" role="status">
          {t('map.cannotDraw')}
        </p>
      )}
      <div class="drawer" data-open={sheetOpen.value} data-away={answer.value.state !== 'none'}>
        <button
          class="sheet-grip"
          type="button"
          aria-expanded={sheetOpen.value}
          onClick={() => {
            sheetOpen.value = !sheetOpen.value;
          }}
        >
          <span>{t('table.sheet', { name: scope.value?.name ?? '' })}</span>
          <Icon name={sheetOpen.value ? 'down' : 'up'} />
        </button>
        <AreaDrill />
        <GridList />
      </div>
    </>
  );
}

export const mapWorkspace: Workspace = { Side, Over: AnswerCard };
