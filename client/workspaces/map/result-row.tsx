/** The search results: a line each, with the heading of its kind above the first. Fetched with the first question. */
import type { PlaceFeature } from '../../../server/contract/places.ts';
import { areaByCode, pathOf } from '../../state/areas.ts';
import { areaCodeOf, gridByCode } from '../../state/grids.ts';
import { t } from '../../state/language.ts';
import type { Result } from './search-results.ts';

function resultKey(result: Result): string {
  switch (result.kind) {
    case 'area':
      return `area ${result.area.code}`;
    case 'grid':
      return `grid ${result.grid.properties.code}`;
    case 'place':
      return `place ${result.place.properties.code}`;
    case 'point':
      return 'point';
  }
}

const pathText = (code: string): string =>
  pathOf(code)
    .filter((area) => area.level !== 'county')
    .map((area) => area.name)
    .join(' › ');

function placeMore({ properties: p }: PlaceFeature): string {
  const grid = p.grid === null ? null : gridByCode.value.get(p.grid);
  const where = grid ? `${pathText(areaCodeOf(grid, gridByCode.value))} › ${grid.properties.name}` : t('place.noGrid');
  return [p.name === null ? null : p.address, where].filter(Boolean).join(' · ');
}

function words(result: Result): { name: string; tag: string; more: string } {
  switch (result.kind) {
    case 'area': {
      const { area } = result;
      const above = area.parentCode === null ? '' : (areaByCode.value.get(area.parentCode)?.name ?? '');
      return { name: area.name, tag: t(`level.${area.level}`), more: [above, area.code].filter(Boolean).join(' · ') };
    }
    case 'grid': {
      const { properties: p } = result.grid;
      const where = pathText(areaCodeOf(result.grid, gridByCode.value));
      return { name: p.name, tag: t(`kind.${p.kind}`), more: [p.code, where].filter(Boolean).join(' · ') };
    }
    case 'place': {
      const { properties: p } = result.place;
      return { name: p.name ?? p.address ?? p.code, tag: t(`place.${p.kind}`), more: placeMore(result.place) };
    }
    case 'point': {
      const { lon, lat, swapped } = result.point;
      return {
        name: `${lon}, ${lat}`,
        tag: t('search.point'),
        more: t(swapped ? 'search.swapped' : 'search.pointMore'),
      };
    }
  }
}

interface Props {
  id: string;
  result: Result;
  heading: boolean;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function ResultRow({ id, result, heading, active, onPoint, onChoose }: Props) {
  const { name, tag, more } = words(result);
  return (
    <>
      {heading && (
        <div class="group" role="presentation">
          {t(`search.group.${result.kind}`)}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus and names the active option */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox */}
      <div id={id} role="option" aria-selected={active} onMouseMove={onPoint} onClick={onChoose}>
        <span class="name">{name}</span>
        <span class="tag">{tag}</span>
        {more !== '' && <span class="more">{more}</span>}
      </div>
    </>
  );
}

interface RowsProps {
  readonly results: readonly Result[];
  readonly active: number;
  readonly onPoint: (index: number) => void;
  readonly onChoose: (result: Result) => void;
}

export function ResultRows({ results, active, onPoint, onChoose }: RowsProps) {
  return (
    <>
      {results.map((result, index) => (
        <ResultRow
          key={resultKey(result)}
          id={`result-${index}`}
          result={result}
          heading={results[index - 1]?.kind !== result.kind}
          active={index === active}
          onPoint={() => onPoint(index)}
          onChoose={() => onChoose(result)}
        />
      ))}
    </>
  );
}
