/**
 * events.ndjson: two months of reports with what became of them, one GeoJSON feature a line. Times are minutes from the midnight
 * with which the day of loading begins, so that the county is always of today. units.json: who handles them.
 */

import {
  EVENT_KINDS,
  type EventKind,
  UNIT_NAMES,
  type UnitKind,
  VAGUE_PLACES,
} from '../../server/simulate/event-kinds.ts';
import { COUNTY, TOWNS } from './districts.ts';
import { metres, type ScenePlace, scenePlaces } from './event-scenes.ts';
import { laterOnDuty, minuteOfDay, onDuty } from './event-times.ts';
import type { Feature, Json } from './geojson-text.ts';
import type { Random } from './random.ts';

const DAYS = 60;
const DAY = 1440;
/** Reports a day: fewer at weekends, more of late. */
const A_DAY = [15, 19] as const;
/** A market street where sellers have spread in the last week: what stands out against its own past. */
const CROWDED = { category: '0401', days: 6, aDay: 4, withinM: 120 };

export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly area: string;
  readonly level: 'town' | 'county';
}

type Step = { readonly step: string; readonly at: number } & { readonly [key: string]: Json };

export function demoUnits(): DemoUnit[] {
  return Object.entries(UNIT_NAMES).flatMap(([kind, { name, level }]): DemoUnit[] =>
    level === 'county'
      ? [{ code: `${COUNTY.code}-${kind}`, name, area: COUNTY.code, level }]
      : TOWNS.map((town) => ({
          code: `${town.code}-${kind}`,
          name: name.replace('{}', town.name),
          area: town.code,
          level,
        })),
  );
}

export function eventsLayer(places: readonly Feature[], base: readonly Feature[], random: Random): string[] {
  const scenes = scenePlaces(places, base);
  const market = scenes.shop[random.whole(0, scenes.shop.length - 1)]!;
  const near = scenes.shop.filter(({ at }) => metres(at, market.at) < CROWDED.withinM);
  const lines: { occurred: number; feature: object }[] = [];
  const add = (kind: EventKind, place: ScenePlace, occurred: number): string => {
    const id = uuid(random);
    lines.push({ occurred, feature: feature(id, kind, place, occurred, random) });
    return id;
  };
  for (let day = -DAYS + 1; day <= 0; day++) {
    const count = random.whole(...A_DAY) - (day % 7 === 0 ? 5 : 0);
    for (let i = 0; i < count; i++) {
      const kind = pickKind(random);
      const place = random.pick(scenes[random.pick(kind.scenes)]);
      const occurred = day * DAY + minuteOfDay(random);
      const first = add(kind, place, occurred);
      if (random.chance(0.03))
        lines.push({ occurred: occurred + 25, feature: again(first, kind, place, occurred + 25, random) });
    }
    const crowded = EVENT_KINDS.find(({ category }) => category === CROWDED.category)!;
    for (let i = 0; day > -CROWDED.days && i < CROWDED.aDay; i++) {
      add(crowded, random.pick(near), day * DAY + minuteOfDay(random));
    }
  }
  return lines.sort((a, b) => a.occurred - b.occurred).map(({ feature }) => JSON.stringify(feature));
}

function pickKind(random: Random): EventKind {
  let left = random.next() * EVENT_KINDS.reduce((sum, { weight }) => sum + weight, 0);
  const found = EVENT_KINDS.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return found ?? EVENT_KINDS[0]!;
}

function feature(id: string, kind: EventKind, place: ScenePlace, occurred: number, random: Random): object {
  const vague = random.chance(0.03);
  const name = vague ? random.pick(VAGUE_PLACES) : place.name;
  const channel =
    kind.unit === null ? 'worker' : random.pick(['worker', 'worker', 'worker', 'hotline', 'resident', 'system']);
  const properties = {
    id,
    category: kind.category,
    channel,
    text: random.pick(kind.texts).replace('{}', name),
    ...(vague ? { address: name } : place.address === null ? {} : { address: place.address }),
    ...(channel === 'hotline' ? { ticket: `R${random.whole(10_000_000, 99_999_999)}` } : {}),
    occurred,
    steps: vague
      ? unfindable(occurred, random)
      : steps(kind, place, channel === 'hotline' || channel === 'resident', occurred, random),
  };
  // a reporter stands beside what he sees
  const moved = place.at.map((degrees) => Math.round((degrees + random.between(-8e-5, 8e-5)) * 1e7) / 1e7);
  return { type: 'Feature', properties, geometry: vague ? null : { type: 'Point', coordinates: moved } };
}

/** Nobody finds it, and after some days it is given up. */
const unfindable = (occurred: number, random: Random): Step[] => [
  {
    step: 'void',
    at: laterOnDuty(occurred, random.whole(1200, 2200), random),
    why: '多次联系并到现场查找，无法确定地点',
  },
];

/** Reported a second time, and joined with the first. */
function again(first: string, kind: EventKind, place: ScenePlace, occurred: number, random: Random): object {
  const made = feature(uuid(random), kind, place, occurred, random) as { properties: { steps: Step[] } };
  made.properties.steps = [
    { step: 'merge', at: onDuty(occurred, random) + 12, into: first, why: '与先前上报为同一事件' },
  ];
  return made;
}

function steps(kind: EventKind, place: ScenePlace, isPublic: boolean, occurred: number, random: Random): Step[] {
  if (kind.unit === null) {
    const solved = occurred + random.whole(4, 20);
    return [
      { step: 'solve', at: solved, why: '现场已处置' },
      { step: 'close', at: solved },
    ];
  }
  const later = (minute: number, low: number, high: number): number =>
    kind.urgent ? minute + random.whole(low, high) : laterOnDuty(minute, random.whole(low, high), random);
  const filed = later(occurred, 3, 25);
  if (random.chance(0.02))
    return [{ step: 'void', at: filed, why: random.pick(['经核实现场无此情况', '内容不属于受理范围']) }];
  const way: Step[] = [
    ...(isPublic ? [{ step: 'check', at: filed - 1, why: '经现场核实，情况属实' }] : []),
    { step: 'file', at: filed },
    { step: 'route', at: filed + 1 },
  ];
  let now = filed + random.whole(2, 15);
  const unit = unitOf(kind.unit, place);
  if (random.chance(0.03)) {
    way.push({ step: 'dispatch', at: now, unit: unitOf('property', place) });
    now = later(now, 20, 60);
    way.push({ step: 'return', at: now, why: '不属于本单位职责' });
    now = later(now, 5, 20);
  }
  way.push({ step: 'dispatch', at: now, unit });
  const takes = kind.minutes * (random.chance(0.07) ? random.between(2.6, 4) : random.between(0.4, 1.5));
  const begun = later(now, 5, 30);
  way.push({ step: 'handle', at: begun });
  now = kind.urgent ? begun + Math.round(takes) : laterOnDuty(begun, Math.round(takes), random);
  if (random.chance(0.012)) return [...way, { step: 'suspend', at: now, why: '需待雨季结束后施工' }];
  way.push({ step: 'feedback', at: now, why: random.pick(['已处置完毕', '已清理并恢复原状', '已现场处理，情况正常']) });
  now = later(now, 20, 200);
  if (random.chance(0.04)) {
    way.push({ step: 'rework', at: now, why: '现场仍有残留，需再次处置' });
    now = later(now, 30, 150);
    way.push({ step: 'feedback', at: now, why: '已再次处置' });
    now = later(now, 20, 90);
  }
  way.push({ step: 'verify', at: now, why: '现场核查属实' });
  now = later(now, 5, 60);
  way.push({ step: 'close', at: now });
  if (random.chance(0.2)) way.push({ step: 'follow-up', at: later(now, 400, 1500), satisfied: true, why: '表示满意' });
  return way;
}

/** The unit of the town in which the place lies. */
function unitOf(kind: UnitKind, { community }: ScenePlace): string {
  if (UNIT_NAMES[kind].level === 'county') return `${COUNTY.code}-${kind}`;
  const town = TOWNS.find(({ code }) => community.startsWith(code)) ?? TOWNS[0]!;
  return `${town.code}-${kind}`;
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 8 }, () => random.whole(0, 0xffff).toString(16).padStart(4, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
