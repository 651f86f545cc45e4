import { expect, it } from 'vitest';
import { GridIndex } from '../../../server/geometry/grid-index.ts';
import type { CountyMap } from '../../../server/locate/county-map.ts';
import type { PublishedMaps } from '../../../server/locate/published-maps.ts';
import type { OnDuty } from '../../../server/positions/duty-book.ts';
import { Follower } from '../../../server/positions/follower.ts';
import { GridFinder } from '../../../server/positions/grid-finder.ts';
import { LiveWorkers } from '../../../server/positions/live-workers.ts';
import { nothingBrought } from '../../../server/positions/position-batch.ts';
import { at as placed, SOUTH, UNIT, WEST } from '../../support/plain-grids.ts';
import { box, shape } from '../../support/shapes.ts';

const duty: OnDuty = {
  ...{
    shift: 's',
    worker: 1,
    county: '990101',
    area: '990101001001',
    name: '王秀英',
    since: 0,
    until: null,
    ownGrids: [],
  },
};

it('takes nobody for reassigned who only stands beyond a border that is where it was', () => {
  // two grids side by side, the border at 50, or where a publish puts it; a plain unit is about 10 m
  const drawn = { border: 50, version: '1' };
  const map = (): CountyMap =>
    ({
      ...{ countyCode: '990101', edition: Number(drawn.version), micros: [], grids: [{ code: 'a' }, { code: 'b' }] },
      index: GridIndex.build([
        placed(shape(box(0, 0, drawn.border, 50))),
        placed(shape(box(drawn.border, 0, 100, 50))),
      ]),
    }) as unknown as CountyMap;
  const maps = { all: () => [map()], county: map, version: () => drawn.version } as unknown as PublishedMaps;
  const live = new LiveWorkers();
  const follower = new Follower(live, new GridFinder(maps), () => {});
  const stand = (seconds: number, x: number): void => {
    const fix = {
      t: seconds * 1000,
      x: WEST + x * UNIT,
      y: SOUTH + 25 * UNIT,
      accuracyM: 8,
      coarse: false,
      speed: 0,
      course: 0,
    };
    follower.take(duty, fix, undefined, nothingBrought());
  };
  const publish = (border: number): unknown[] => {
    Object.assign(drawn, { border, version: String(Number(drawn.version) + 1) });
    const brought = nothingBrought();
    follower.reassigned(60_000, brought);
    return brought.moves.map(({ kind, from, to }) => `${kind} ${from}>${to}`);
  };
  stand(0, 47);
  stand(10, 52);
  expect(publish(50)).toEqual([]);
  expect(live.get(1)!.where.grid).toBe('a');
  expect(publish(45)).toEqual(['reassigned a>b']);
  expect(live.get(1)!.where.grid).toBe('b');
  expect(publish(45)).toEqual([]);
  // the way into the next grid is not begun anew by a publish that leaves that grid there
  expect(publish(75)).toEqual(['reassigned b>a']);
  stand(20, 90);
  stand(30, 91);
  expect(publish(74)).toEqual([]);
  stand(40, 92);
  expect(live.get(1)!.where).toMatchObject({ grid: 'b', since: 20_000 });
});
