import { signal } from '@preact/signals';
import type { Feature } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { drawImages, offerImages } from '../../client/map/draw-images.ts';
import { feedSource } from '../../client/map/feed-source.ts';

const point = (id: number): Feature => ({
  ...{ type: 'Feature', id, properties: {} },
  geometry: { type: 'Point', coordinates: [114, 30] },
});

describe('a source that follows signals', () => {
  it('is told of what comes and of what goes, but not of nothing in place of nothing', () => {
    const sent: number[] = [];
    const map = {
      getSource: () => ({ setData: ({ features }: { features: unknown[] }) => sent.push(features.length) }),
    } as unknown as MapLibreMap;
    const shapes = signal<readonly Feature[]>([]);
    const stop = feedSource(map, 'one', () => shapes.value);
    shapes.value = [];
    expect(sent).toEqual([]);
    shapes.value = [point(1), point(2)];
    shapes.value = [];
    shapes.value = [];
    expect(sent).toEqual([2, 0]);
    shapes.value = [point(3)];
    stop();
    shapes.value = [];
    expect(sent).toEqual([2, 0, 1]);
  });

  it('takes a collection as it takes a list', () => {
    const sent: unknown[] = [];
    const map = { getSource: () => ({ setData: (data: unknown) => sent.push(data) }) } as unknown as MapLibreMap;
    feedSource(map, 'one', () => ({ type: 'FeatureCollection', features: [point(1)] }))();
    feedSource(map, 'two', () => [point(1)])();
    expect(sent[0]).toEqual(sent[1]);
  });
});

describe('images of the map', () => {
  it('are drawn when one is asked for, once, and others are left to the library', () => {
    let drawn = 0;
    const had = new Map<string, unknown>();
    let resolve: (name: string) => void = () => {};
    drawImages({
      setMissingStyleImageResolver: (given: typeof resolve) => {
        resolve = given;
      },
      hasImage: (name: string) => had.has(name),
      addImage: (name: string, image: unknown, options: unknown) => had.set(name, [image, options]),
    } as unknown as MapLibreMap);
    const image = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
    offerImages({
      one: () => {
        drawn++;
        return image;
      },
      other: () => {
        throw new Error('nobody asked');
      },
    });
    expect(drawn).toBe(0);
    resolve('one');
    resolve('one');
    resolve('unknown');
    expect(drawn).toBe(1);
    expect([...had]).toEqual([['one', [image, { pixelRatio: 2 }]]]);
  });
});
