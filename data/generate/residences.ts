/** Blocks of flats for a wanted number of households: denser variants are tried until one has room for them. */
import { type Building, building, entrances, withWing } from './building.ts';
import type { Style } from './districts.ts';
import { bearing, type Ground } from './ground.ts';
import { Random } from './random.ts';
import { fillRows } from './rows.ts';

interface Variant {
  readonly storeys: number;
  readonly units: readonly [number, number];
  /** Flats of one entrance on one storey. */
  readonly flats: number;
  readonly unitLength: number;
  readonly depth: number;
  /** Distance between rows as a multiple of the height. */
  readonly light: number;
}

const STOREY_M = 2.9;

const walkUp = (storeys: number, light: number): Variant => ({
  storeys,
  light,
  units: [2, 4],
  flats: 2,
  unitLength: 16,
  depth: 11.6,
});
const midRise = (storeys: number, light: number): Variant => ({
  storeys,
  light,
  units: [2, 3],
  flats: 2,
  unitLength: 19,
  depth: 13,
});
const tower = (storeys: number, light: number): Variant => ({
  storeys,
  light,
  units: [1, 2],
  flats: 2,
  unitLength: 24,
  depth: 15.5,
});

const LOW = [
  walkUp(4, 2),
  walkUp(4, 1.6),
  walkUp(5, 1.6),
  walkUp(5, 1.3),
  walkUp(6, 1.4),
  walkUp(6, 1.15),
  walkUp(7, 1.1),
];
const MIDDLE = [midRise(7, 1.6), midRise(9, 1.5), midRise(11, 1.3), midRise(11, 1.1)];
const HIGH = [tower(15, 1.05), tower(18, 1), tower(22, 0.9), tower(26, 0.8), tower(32, 0.7)];

const LADDER: Record<Style, readonly Variant[]> = {
  'walk-up': [...LOW, ...MIDDLE, ...HIGH],
  'old-town': [...LOW, ...MIDDLE],
  'mid-rise': [...MIDDLE, ...HIGH],
  tower: HIGH,
  village: LOW,
  riverside: [],
};

/** Flats are never all lived in. */
export const OCCUPIED = 0.93;

/** Adds the blocks and keeps their ground; may have room for fewer households than wanted when the ground is small. */
export function residences(ground: Ground, style: Style, wanted: number, random: Random): Building[] {
  const seed = random.whole(1, 1_000_000);
  const room = (list: readonly Building[]): number => list.reduce((sum, b) => sum + b.capacity, 0) * OCCUPIED;
  let blocks: Building[] = [];
  for (const variant of LADDER[style]) {
    const trial = fill(ground.copy(), variant, new Random(seed));
    if (room(trial) > room(blocks)) blocks = trial;
    if (room(blocks) >= wanted) break;
  }
  while (blocks.length > 1) {
    const spare = random.whole(0, blocks.length - 1);
    if (room(blocks) - (blocks[spare] as Building).capacity * OCCUPIED < wanted) break;
    blocks.splice(spare, 1);
  }
  for (const block of blocks) ground.keep(block.boxes, 9);
  return blocks;
}

function fill(ground: Ground, v: Variant, random: Random): Building[] {
  const usual = random.whole(v.units[0], v.units[1]);
  let units = usual;
  const rows = fillRows(ground, {
    angle: bearing(ground.ring),
    rowGap: v.light * v.storeys * STOREY_M,
    gap: v.storeys > 7 ? random.between(13, 20) : random.between(7, 11),
    size: () => {
      units = random.chance(0.7) ? usual : random.whole(v.units[0], v.units[1]);
      return [units * v.unitLength, v.depth];
    },
    shape: (box) => (v.storeys <= 7 && random.chance(0.06) ? withWing(box, 9, random.chance(0.5)) : [box]),
    most: 60,
    clear: 5,
  });
  return rows.map((boxes) => {
    const [body] = boxes as [(typeof boxes)[number]];
    const count = Math.round((body.half[0] * 2) / v.unitLength);
    const storeys = v.storeys;
    return building({ use: 'residence', boxes, storeys, units: entrances(body, count, storeys * v.flats) });
  });
}
