// @vitest-environment happy-dom
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../client/map/layer-order.ts';
import { nextOf } from '../../client/map/layers/cluster-click.ts';
import { EVENT_SOURCES, eventLayers } from '../../client/map/layers/events.ts';
import {
  BADGES,
  EVENT_GRADES,
  EVENT_IMAGES,
  EVENT_SHAPES,
  GRADE_COLOURS,
  PAPER,
  shapeOf,
} from '../../client/map/layers/events-images.ts';
import { difference, drawnEvents } from '../../client/map/layers/events-shapes.ts';
import { changes } from '../../client/map/style-change.ts';
import { PLAIN_VIEW } from '../../client/map/view.ts';
import { judge } from '../../client/state/command/urgency.ts';
import { sampleEvent } from '../support/sample-event.ts';

const style = (theme: 'light' | 'dark'): StyleSpecification =>
  ({
    version: 8,
    sources: EVENT_SOURCES,
    layers: inOrder(eventLayers({ ...PLAIN_VIEW, theme, scale: 1.4 })),
  }) as unknown as StyleSpecification;
const NOW = Date.parse('2026-11-30T02:00:00Z');
const LOOK = { majorIndex: () => 0, letter: () => '垃', isNew: () => false };
const drawn = (rows: ReturnType<typeof sampleEvent>[], look = LOOK) =>
  drawnEvents(
    rows.map((row) => judge(row, NOW, 0.2)),
    look,
  );

describe('events on the map', () => {
  it.each(['light', 'dark'] as const)('are a valid style in the %s theme, with every image they name', (theme) => {
    expect(validateStyleMin(style(theme))).toEqual([]);
    for (const shape of EVENT_SHAPES)
      for (const grade of EVENT_GRADES) expect(EVENT_IMAGES).toHaveProperty(`event-${shape}-${grade}-${theme}`);
    for (const badge of BADGES) expect(EVENT_IMAGES).toHaveProperty(`badge-${badge}-${theme}`);
  });

  it('keep the same layers in both themes and differ in paint and layout only', () => {
    expect(style('light').layers.map(({ id }) => id)).toEqual(style('dark').layers.map(({ id }) => id));
    expect(changes(style('light'), style('dark')).length).toBeGreaterThan(4);
  });

  it('are told apart without colour: kind by outline, grade by filling and rings', () => {
    const grey = (name: string, threshold: number) => {
      const { data } = EVENT_IMAGES[name]!();
      let text = '';
      for (let i = 0; i < data.length; i += 4)
        text += data[i + 3]! < 128 ? '.' : (data[i]! + data[i + 1]! + data[i + 2]!) / 3 > threshold ? 'o' : '#';
      return text;
    };
    const outlines = EVENT_SHAPES.map((shape) => grey(`event-${shape}-ordinary-light`, 255));
    expect(new Set(outlines).size).toBe(EVENT_SHAPES.length);
    const fillings = EVENT_GRADES.map((grade) => grey(`event-disc-${grade}-light`, 180));
    expect(new Set(fillings).size).toBe(EVENT_GRADES.length);
    expect(grey('badge-overdue-light', 180)).not.toBe(grey('badge-soon-light', 180));
  });

  it.each(['light', 'dark'] as const)('bear a letter that can be read in the %s theme', (theme) => {
    const part = (value: number) =>
      value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]: readonly [number, number, number]) =>
      0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    for (const grade of EVENT_GRADES) {
      const pair = [light(GRADE_COLOURS[theme][grade]), light(PAPER[theme])].sort((a, b) => b - a);
      expect(((pair[0] ?? 0) + 0.05) / ((pair[1] ?? 0) + 0.05), grade).toBeGreaterThan(4.5);
    }
  });

  it('have a shape for six majors and one for all others', () => {
    expect(new Set([0, 1, 2, 3, 4, 5].map(shapeOf)).size).toBe(6);
    expect([6, 60, -1].map(shapeOf)).toEqual(['cross', 'cross', 'cross']);
  });

  it('lie the higher the more they press, and are not drawn without a place', () => {
    const rows = [
      sampleEvent({ serial: 1, grade: 'major', dueAt: '2026-11-30T09:00:00Z' }),
      sampleEvent({ serial: 2, grade: 'simple', dueAt: '2026-11-30T01:30:00Z' }),
      sampleEvent({ serial: 3, grade: 'major', dueAt: '2026-11-30T01:30:00Z' }),
      sampleEvent({ serial: 4, lon: null, lat: null }),
      sampleEvent({ serial: 5, state: 'closed' }),
    ];
    const order = [...drawn(rows).values()].sort((a, b) => a.properties.sort - b.properties.sort);
    expect(order.map(({ properties }) => Number(properties.id.slice(-2)))).toEqual([5, 1, 2, 3]);
    expect(order.map(({ properties }) => properties.badge)).toEqual(['', '', 'overdue', 'overdue']);
  });

  it('change by id: what came, what is drawn otherwise, what went, and nothing else', () => {
    const [a, b, c] = [sampleEvent({ serial: 1 }), sampleEvent({ serial: 2 }), sampleEvent({ serial: 3 })] as const;
    const before = drawn([a, b]);
    expect(difference(before, drawn([a, { ...b, version: 2, text: '别的' }]))).toBeNull();
    const change = difference(before, drawn([{ ...a, grade: 'major' }, c]));
    expect(change?.add?.map(({ properties }) => properties?.id)).toEqual([c.id]);
    expect(change?.update?.map(({ id }) => id)).toEqual([a.id]);
    expect(change?.remove).toEqual([b.id]);
    expect(difference(before, drawn([{ ...a, lon: 117.04 }, b]))?.update?.[0]?.newGeometry).toEqual({
      type: 'Point',
      coordinates: [117.04, 30.05],
    });
  });

  it('of several at one place are gone through in turn', () => {
    expect(nextOf(['b', 'a'], null)).toBe('a');
    expect(nextOf(['b', 'a'], 'a')).toBe('b');
    expect(nextOf(['b', 'a'], 'b')).toBe('a');
    expect(nextOf([], null)).toBeUndefined();
  });
});
