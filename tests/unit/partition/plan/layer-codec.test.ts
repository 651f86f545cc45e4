/** Layers, assignments and lists of cells as they travel: what comes out is what went in, and nothing else is taken. */
import { describe, expect, it } from 'vitest';
import { buildCells } from '../../../../server/partition/cells/build-cells.ts';
import { layerHash } from '../../../../server/partition/cells/layer-hash.ts';
import { assignmentOf, assignmentText } from '../../../../server/partition/plan/assignment-text.ts';
import { ByteReader, ByteWriter } from '../../../../server/partition/plan/byte-stream.ts';
import { areaOfSides } from '../../../../server/partition/plan/cell-areas.ts';
import { cellsOf, rangesOf, runsOf, slotsOf } from '../../../../server/partition/plan/cell-ranges.ts';
import { decodeLayer, encodeLayer } from '../../../../server/partition/plan/layer-codec.ts';
import { lengthCm, untouchedLayer } from '../../../../server/partition/plan/plan-layer.ts';
import { compound, grid, house, opening, rectangle, river, road, scene, spot } from '../../../support/cell-scene.ts';
import { EIGHT_HOUSES } from '../../../support/partition/plan-scene.ts';
import { syntheticDistrict } from '../../../support/synthetic-district.ts';

const layers = [
  EIGHT_HOUSES,
  scene({}),
  scene({
    parent: [[rectangle(0, 0, 200, 100), opening(150, 40, 160, 60)]],
    barriers: [river([60, 0], [61, 100]), road('minor-road', [0, 33], [200, 71])],
    compounds: [compound('院子', rectangle(5, 5, 50, 30))],
    today: [grid('G1', rectangle(0, 0, 48, 100))],
    buildings: [house('甲', 30, 20), house('cut', 48, 80, 30, 10), spot('P1', 120, 30), spot('P2', 120, 30, -1)],
  }),
  syntheticDistrict({ seed: 3, cols: 1, rows: 1 })[0]!,
].map(buildCells);

describe('a layer', () => {
  it.each(layers.map((layer, i) => [i, layer] as const))('%i comes back equal, hash and all', (_, layer) => {
    const bytes = encodeLayer(layer);
    const back = decodeLayer(bytes);
    expect(back).toEqual(layer);
    expect(layerHash(back)).toBe(layer.hash);
  });

  it('is refused when cut short, added to, or of another form', () => {
    const bytes = encodeLayer(layers[0]!);
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => decodeLayer(bytes.slice(0, length))).toThrow();
    }
    expect(() => decodeLayer(Uint8Array.of(...bytes, 0))).toThrow(RangeError);
    expect(() => decodeLayer(Uint8Array.of(4, ...bytes.slice(1)))).toThrow('another form');
  });

  it('with any byte spoilt is refused or is another one, and never asks for more room than there are bytes', () => {
    const bytes = encodeLayer(layers[2]!);
    for (let at = 0; at < bytes.length; at += 3) {
      const spoilt = Uint8Array.from(bytes);
      spoilt[at] = 255;
      try {
        expect(decodeLayer(spoilt).arcs.length).toBeLessThan(bytes.length);
      } catch (error) {
        expect(error instanceof RangeError || error instanceof SyntaxError, String(error)).toBe(true);
      }
    }
  });

  it.each([1.5, -1, 4, 2 ** 40])('%d rows of three bytes are none', (count) => {
    const bytes = Uint8Array.of(2, 4, 6);
    expect(() => new ByteReader(bytes).column(count)).toThrow(RangeError);
    expect(() => new ByteReader(bytes).pairs(count)).toThrow(RangeError);
  });

  it.each([0, 1, -1, 63, -64, 64, 2 ** 31, -(2 ** 31), 2 ** 52, -(2 ** 52)])('takes %d as it is', (value) => {
    const out = new ByteWriter();
    out.integer(value);
    expect(new ByteReader(out.finish()).integer()).toBe(value);
  });

  it.each(['', 'a', '第1网格', 'x'.repeat(41), `${'x'.repeat(39)}é`, '\u0000', '𠮷'])(
    'takes the text %j as it is',
    (text) => {
      const out = new ByteWriter();
      out.text(text);
      const input = new ByteReader(out.finish());
      expect(input.text()).toBe(text);
      expect(input.isAtEnd).toBe(true);
    },
  );

  it('is measured as it was when it was built', () => {
    for (const layer of layers) {
      const { metres, arcs, cells } = untouchedLayer(layer);
      for (const { points, lenCm } of arcs) expect(lengthCm(metres, points)).toBe(lenCm);
      cells.forEach(({ areaCm2, doubledArea }, cell) => {
        expect(areaOfSides(metres, arcs, cell)).toEqual({ areaCm2, doubledArea });
      });
    }
  });
});

describe('lists', () => {
  it.each([
    [[], []],
    [[4], [4, 1]],
    [
      [0, 1, 2, 5, 7, 8],
      [0, 3, 5, 1, 7, 2],
    ],
  ])('cells %j are ranges %j', (cells, ranges) => {
    expect(rangesOf(cells)).toEqual(ranges);
    expect(cellsOf(ranges)).toEqual(cells);
  });

  it.each([[[1]], [[3, 0]], [[0, 2, 2, 1]], [[5, 1, 3, 1]], [[65530, 6]], [[0, 3, 2, 1]]])(
    'ranges %j are none',
    (ranges) => {
      expect(cellsOf(ranges)).toBeNull();
    },
  );

  it('slots are runs of a known length', () => {
    expect(runsOf([1, 1, 65535, 1])).toEqual([1, 2, 65535, 1, 1, 1]);
    expect(slotsOf([1, 2, 65535, 1, 1, 1], 4)).toEqual([1, 1, 65535, 1]);
    for (const runs of [[1], [1, 3], [1, 5], [1, 2, 1, 2], [1, 0, 2, 4]]) expect(slotsOf(runs, 4)).toBeNull();
  });

  it('an assignment is 16 bits a cell', () => {
    const slotOf = Uint16Array.of(0, 1, 258, 65535);
    expect(assignmentText(slotOf)).toBe('AAABAAIB//8=');
    expect(assignmentOf('AAABAAIB//8=')).toEqual(slotOf);
    for (const text of ['AAAA', 'AA==', '%%%%']) expect(() => assignmentOf(text)).toThrow(RangeError);
  });
});
