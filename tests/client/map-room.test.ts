// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { beside } from '../../client/map/room.ts';

const EDGE = { top: 48, right: 48, bottom: 48, left: 48 };

describe('the room beside the legend', () => {
  it.each([
    ['right of it on a wide, low map', { wide: 1069, high: 500 }, { left: 298, bottom: 48 }],
    ['above it on a high, narrow one', { wide: 700, high: 1100 }, { left: 48, bottom: 388 }],
    ['above it where a card takes the right', { wide: 690, high: 850 }, { left: 48, bottom: 388 }],
    ['all of it where nothing would be left', { wide: 300, high: 380 }, { left: 48, bottom: 48 }],
  ])('is %s', (_, map, expected) => {
    expect(beside(EDGE, map, { width: 250, height: 340 })).toEqual({ ...EDGE, ...expected });
  });
});
