/** Counties for tests and benchmarks of the engine: communities of about 405 m square and 3,000 households, from a seed. */
import { mulberry32, type Random } from '../random.ts';
import type { ConvexPolygon } from './convex-polygon.ts';
import { OUTSIDE } from './street-blocks.ts';
import { type CommunitySettings, type TestCommunity, testCommunity } from './test-community.ts';

export interface CountySettings {
  readonly seed: number;
  readonly across: number;
  readonly down: number;
  readonly barrierShare?: number;
  readonly compoundShare?: number;
}

const PITCH_M = 405;
const JITTER_M = 40;
const MEAN_HOUSEHOLDS = 3350;
const SPREAD = 0.35;

export function testCounty({
  seed,
  across,
  down,
  barrierShare = 0,
  compoundShare = 0,
}: CountySettings): TestCommunity[] {
  const random = mulberry32(seed);
  const corner = (column: number, row: number): readonly [number, number] => [
    PITCH_M * column + JITTER_M * (random() - 0.5),
    PITCH_M * row + JITTER_M * (random() - 0.5),
  ];
  const corners = Array.from({ length: down + 1 }, (_, row) =>
    Array.from({ length: across + 1 }, (_, column) => corner(column, row)),
  );
  const communities: TestCommunity[] = [];
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const ring = [
        corners[row]![column]!,
        corners[row]![column + 1]!,
        corners[row + 1]![column + 1]!,
        corners[row + 1]![column]!,
      ];
      const ground: ConvexPolygon = ring.map(([x, y]) => ({ x, y, behind: OUTSIDE }));
      const code = `C${String(communities.length).padStart(4, '0')}`;
      const settings: CommunitySettings = {
        households: MEAN_HOUSEHOLDS * Math.exp(SPREAD * bell(random)),
        barrierShare,
        compoundShare,
      };
      // One stream for each community: what one is made of does not move the others.
      communities.push(testCommunity(code, ground, mulberry32(Math.floor(random() * 2 ** 32)), settings));
    }
  }
  return communities;
}

/** About normal: mean 0, variance 1. */
function bell(random: Random): number {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += random();
  return sum - 6;
}
