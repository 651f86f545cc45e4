// @vitest-environment happy-dom
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../client/map/layer-order.ts';
import { unvisitedFeatures, unvisitedLayers, unvisitedPart } from '../../client/map/layers/unvisited.ts';
import { PLAIN_VIEW } from '../../client/map/view.ts';
import { figureOf, type PresenceSort, periodOf, sortedRows } from '../../client/state/audit-presence.ts';
import { presenceCsv } from '../../client/workspaces/audit/presence/presence-csv.ts';
import { figureText } from '../../client/workspaces/audit/presence/presence-words.ts';
import type { GridPresence } from '../../server/contract/visits.ts';

const row = (grid: string, change: Partial<GridPresence> = {}): GridPresence => ({
  ...{ grid, name: `网格${grid}`, households: 200, visited: 50, visits: 10, proved: 8, spotChecks: 1, buildings: 10 },
  ...{ buildingsVisited: 4, buildingsNever: 3, buildingsOverdue: 2, patrols: 12, patrolsDue: 24, minutes: 90 },
  ...{ streetM: 4000, streetPassedM: 1000, buildingsPassed: 5, due: 4, answered: 3 },
  ...change,
});
const ROWS = [row('3', { visited: 100 }), row('1', { households: 0, visited: 0 }), row('2')];

describe('presence per grid', () => {
  it.each([
    [{ sortBy: 'visited', descending: false }, ['2', '3', '1']],
    [{ sortBy: 'visited', descending: true }, ['3', '2', '1']],
    [{ sortBy: 'name', descending: true }, ['3', '2', '1']],
    [{ sortBy: 'visits', descending: true }, ['1', '2', '3']],
  ] as [PresenceSort, string[]][])('sorted by %j is %j: no number comes last', (sort, expected) => {
    expect(sortedRows(ROWS, sort).map(({ grid }) => grid)).toEqual(expected);
  });

  it('has no rate where there is nothing to divide by, and says what is divided', () => {
    expect(figureOf(ROWS[1]!, 'visited')).toBeNull();
    expect(figureText(ROWS[1]!, 'visited')).toEqual({ main: '—', of: '0 / 0' });
    expect(figureText(ROWS[2]!, 'streets')).toEqual({ main: '25%', of: '1 km / 4 km' });
    expect(figureText(ROWS[2]!, 'spotChecks')).toEqual({ main: '1', of: '' });
  });

  it('covers so many days up to today, in Asia/Shanghai', () => {
    expect(periodOf(7, Date.parse('2026-11-30T17:00:00Z'))).toEqual({ from: '2026-11-25', to: '2026-12-01' });
  });

  it('is a file with both numbers of each rate', () => {
    const [heading = '', first = ''] = presenceCsv([row('1')]).split('\r\n');
    expect(heading.split(',')).toHaveLength(first.split(',').length);
    expect(first).toBe('"1","网格1","50","200","10","8","10","1","3","10","2","10","12","24","1000","4000","3","4"');
  });
});

describe('places nobody has been to', () => {
  const place = {
    place: 'p1',
    name: '1 幢',
    grid: null,
    lon: 117,
    lat: 30,
    households: 4,
    lastVisit: null,
    days: null,
  };
  it.each(['light', 'dark'] as const)('are a valid style in the %s theme', (theme) => {
    const { sources } = unvisitedPart;
    const layers = inOrder(unvisitedLayers({ ...PLAIN_VIEW, theme }));
    expect(
      validateStyleMin({ version: 8, sources, layers, glyphs: '{fontstack}/{range}' } as unknown as StyleSpecification),
    ).toEqual([]);
  });
  it('say never, and which is chosen', () => {
    const features = unvisitedFeatures([place, { ...place, place: 'p2', days: 40 }], 'p2');
    expect(features.map(({ properties }) => [properties?.days, properties?.chosen])).toEqual([
      [-1, 0],
      [40, 1],
    ]);
  });
});
