/**
 * The cells of one community, step by step: LINES, NODE, FACES, PLACE, SAMPLE, VORONOI, CLIP, RE-NODE, CLEAN, ARCS. The
 * result depends on the content of the input, never on its order.
 */
import { arcChains } from './arc-chains.ts';
import { assertCells } from './assert-cells.ts';
import { CellFindings } from './cell-findings.ts';
import type { CellLayer } from './cell-layer.ts';
import { cellRecords } from './cell-records.ts';
import type { CellsInput } from './cells-input.ts';
import { cleanCells } from './clean-cells.ts';
import { divideFaces } from './divided-faces.ts';
import { faceMap } from './face-map.ts';
import { faceSeams } from './face-seams.ts';
import { hardCrossings } from './hard-crossings.ts';
import { layerHash } from './layer-hash.ts';
import { mendBarriers } from './line-doctor.ts';
import { localMetres } from './local-metres.ts';
import { placeBuildings } from './placed-buildings.ts';
import { sampleSeeds } from './samples.ts';
import { seedList } from './seed-list.ts';
import { soundParent } from './sound-parent.ts';

/** Throws an Error that names the step and the place when what comes out is not a coverage by the rules of assert-cells.ts. */
export function buildCells(given: CellsInput): CellLayer {
  const findings = new CellFindings();
  const parent = soundParent(given.parent, findings);
  const ordered: CellsInput = {
    ...given,
    parent,
    today: [...given.today].sort((a, b) => compare(a.code, b.code)),
    compounds: [...given.compounds].sort((a, b) => compare(a.id, b.id)),
  };
  const input: CellsInput = { ...ordered, barriers: mendBarriers(ordered, findings) };
  const metres = localMetres(parent);
  const map = faceMap(input, metres, findings);
  const placed = placeBuildings(input.buildings, map, metres, findings);
  const seeds = seedList(placed, map, input.cutAbove ?? Number.POSITIVE_INFINITY, metres, findings);
  const seedsOfFace: number[][] = Array.from({ length: map.count }, () => []);
  seeds.forEach(({ face }, seed) => {
    seedsOfFace[face]!.push(seed);
  });
  const samples = sampleSeeds(seeds, seedsOfFace, map, metres);
  const seams = faceSeams(seeds, samples, seedsOfFace, map, metres);
  const divided = divideFaces(map, seams, seeds, seedsOfFace, samples, metres);
  const clean = cleanCells(divided, seeds, map.today, metres, findings);
  const chains = arcChains(divided, clean.cellOf, metres);
  const records = cellRecords(input, clean, map, seeds, chains.arcs, metres);
  const placeOf = (cell: number): number => (cell < 0 ? -1 : records.placeOf[cell]!);
  const arcs = chains.arcs.map((arc) => ({ ...arc, left: placeOf(arc.left), right: placeOf(arc.right) }));
  const content = {
    community: input.community,
    cells: records.cells,
    arcs,
    nodes: chains.nodes,
    todayCodes: input.today.map(({ code }) => code),
    compounds: records.compounds,
    ties: records.ties,
    links: hardCrossings(input.crossings ?? [], arcs, records.cells.length, metres, findings),
  };
  assertCells(content, input, placed, new Set([...map.inexact, ...clean.inexact]), findings);
  return {
    ...content,
    hash: layerHash(content),
    report: { findings: findings.done(), unnodedCrossings: map.crossings },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
