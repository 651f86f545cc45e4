/** The list of grids: filter, table, and the designed states when there is nothing to list. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { scope } from '../../state/areas.ts';
import { gridByCode, grids } from '../../state/grids.ts';
import { number, t } from '../../state/language.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { GridTable } from './grid-table.tsx';
import { bandCounts, gridsIn, PLAIN_TABLE, type SortBy, tableRows } from './table-rows.ts';

const FILTERS = ['all', 'under', 'in', 'over'] as const;

export function GridList() {
  const view = useSignal(PLAIN_TABLE);
  const area = scope.value?.code ?? '';
  const all = useMemo(() => gridsIn(area, grids.value.features, gridByCode.value), [area, grids.value]);
  const rows = useMemo(() => tableRows(all, view.value), [all, view.value]);
  const counts = useMemo(() => bandCounts(all, view.value.micro), [all, view.value.micro]);
  const hasMicro = useMemo(() => all.some((grid) => grid.properties.kind === 'micro'), [all]);
  const { state } = grids.value;
  if (state === 'loading') return <p class="list empty">{t('grids.loading')}</p>;
  if (state === 'failed') return <p class="list empty">{t('grids.failed')}</p>;
  if (state === 'none') return <p class="list empty">{t('grids.none')}</p>;
  const sort = (by: SortBy) => {
    const { sortBy, descending } = view.value;
    view.value = { ...view.value, sortBy: by, descending: by === sortBy ? !descending : by === 'households' };
  };
  return (
    <div class="list">
      <div class="filter">
        <Segmented
          label={t('table.filter')}
          value={view.value.band}
          onChoose={(band) => {
            view.value = { ...view.value, band };
          }}
          choices={FILTERS.map((value) => ({
            value,
            label: t(value === 'all' ? 'table.all' : `band.${value}`),
            count: number(counts[value]),
          }))}
        />
        {hasMicro && (
          <label class="check hint">
            <input
              type="checkbox"
              checked={view.value.micro}
              onChange={(event) => {
                view.value = { ...view.value, micro: event.currentTarget.checked };
              }}
            />
            {t('table.micro')}
          </label>
        )}
      </div>
      {rows.length === 0 ? (
        <p class="empty">{t('table.nothing')}</p>
      ) : (
        <GridTable rows={rows} view={view.value} onSort={sort} />
      )}
    </div>
  );
}
