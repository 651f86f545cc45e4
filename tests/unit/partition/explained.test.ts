/** server/partition/README.md against the engine: its ways, its proofs, and the numbers it is explained with. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { zhPlanMethods } from '../../../client/i18n/zh-plan-methods.ts';
import { ProposalMethod } from '../../../server/contract/plan-proposals.ts';
import { USUAL_EFFORT } from '../../../server/partition/effort.ts';
import { USUAL_WEIGHTS } from '../../../server/partition/objective.ts';
import type { Proof } from '../../../server/partition/proofs/proof.ts';
import { addsUp } from '../../../server/partition/standard.ts';

const page = readFileSync('server/partition/README.md', 'utf8');
const section = (heading: string): string => page.split(`\n## ${heading}`)[1]!.split('\n## ')[0]!;
const rows = (text: string): string[][] =>
  [...text.matchAll(/^\| `[^\n]+\|$/gm)].map(([row]) => row.split('|').map((cell) => cell.trim()));

it('names every way to ask, as the page of the plan calls it', () => {
  const told = rows(section('What is asked')).map(([, way, name]) => [way!.replaceAll('`', ''), name]);
  const names = zhPlanMethods as Record<string, string>;
  const ways = ProposalMethod.anyOf.map(({ const: way }) => [way, names[`method.${way}`]]);
  expect(told.sort()).toEqual(ways.sort());
});

it('names every kind of proof', () => {
  const kinds = { oversized: 0, 'no-count': 0, pocket: 0, 'no-grid': 0 } satisfies Record<Proof['kind'], 0>;
  const told = rows(section('What a proof says')).map(([, kind]) => kind!.replaceAll('`', ''));
  expect(told.sort()).toEqual(Object.keys(kinds).sort());
});

it('gives the prices and the tries of the engine', () => {
  const [inside, minor, main, barrier] = USUAL_WEIGHTS.preference;
  const words = page.replace(/\s+/g, ' ');
  expect(words).toContain(`through a compound costs ${inside}, along a lane ${minor}, along a main road ${main}`);
  expect([barrier, words.includes('along a barrier nothing')]).toEqual([0, true]);
  expect(words).toContain(`at least ${USUAL_EFFORT.seedTrees} trees`);
  expect(words).toContain(`up to ${USUAL_EFFORT.repairRounds} times`);
  expect(words).toContain(`at most ${USUAL_EFFORT.setLimit};`);
});

it('explains a count that cannot come out by one that cannot', () => {
  const [, min, max, households] = /with grids of (\d+) to (\d+), (\d+) households/.exec(page)!.map(Number);
  expect(addsUp(households!, { min: min!, max: max! })).toBe(false);
});
