/** What is in hand, as feature-states: cells of the stroke, what is pointed at, the grid that is chosen. */
import { effect } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { chosen, type GridRef, level, pointed, stroke, tool } from '../../state/plan/choice.ts';
import { planSession, revision } from '../../state/plan/opened.ts';
import { arcsAround } from './plan-paint.ts';
import type { PlanPainter } from './plan-painter.ts';
import { featureId } from './plan-shapes.ts';

/** Keeps one state of some features of a source: sets it where it is new or another, takes it from those left out. */
export function stateKeeper<Value>(
  set: (id: number, value: Value | null) => void,
): (wanted: ReadonlyMap<number, Value>) => void {
  let held: ReadonlyMap<number, Value> = new Map();
  return (wanted) => {
    for (const id of held.keys()) if (!wanted.has(id)) set(id, null);
    for (const [id, value] of wanted) if (held.get(id) !== value) set(id, value);
    held = new Map(wanted);
  };
}

export function followHand(map: MapLibreMap, painter: PlanPainter): () => void {
  const keeper = <Value>(source: string, name: string, otherwise: Value) =>
    stateKeeper<Value>((id, value) => map.setFeatureState({ source, id }, { [name]: value ?? otherwise }));
  const hand = keeper<number>('plan-cells', 't', -1);
  const pointedCell = keeper<boolean>('plan-cells', 'h', false);
  const pointedGrid = keeper<boolean>('plan-arcs', 'h', false);
  const chosenGrid = keeper<boolean>('plan-arcs', 's', false);
  // of a vast plan from afar
  const pointedFar = keeper<boolean>('plan-far', 'p', false);
  const chosenFar = keeper<boolean>('plan-far', 's', false);

  const around = (grid: GridRef | null): Map<number, boolean> => {
    const community = grid === null ? undefined : planSession.value?.community(grid.community);
    const index = grid === null ? undefined : painter.indexOf(grid.community);
    if (grid === null || community === undefined || index === undefined) return new Map();
    return new Map(arcsAround(community, level.value, grid.slot).map((arc) => [featureId(index, arc), true]));
  };

  const itself = (grid: GridRef | null): Map<number, boolean> => {
    const index = grid === null ? undefined : painter.indexOf(grid.community);
    const isGrid = grid !== null && index !== undefined && level.value === 'grid';
    return new Map(isGrid ? [[featureId(index, grid.slot), true]] : []);
  };

  const stops = [
    effect(() => {
      const now = stroke.value;
      const index = now === null ? undefined : painter.indexOf(now.community);
      const cells = new Map<number, number>();
      if (now !== null && index !== undefined) {
        for (const cell of now.cells) {
          const slot = now.to?.get(cell) ?? now.slot;
          cells.set(featureId(index, cell), painter.colourOf(now.community, level.value, slot));
        }
      }
      hand(cells);
    }),
    effect(() => {
      const at = pointed.value;
      const index = at === null ? undefined : painter.indexOf(at.community);
      pointedCell(new Map(at === null || index === undefined ? [] : [[featureId(index, at.cell), true]]));
    }),
    effect(() => {
      void revision.value;
      chosenGrid(around(chosen.value));
      chosenFar(itself(chosen.value));
    }),
    effect(() => {
      void revision.value;
      const at = pointed.value;
      const slot =
        at === null
          ? undefined
          : planSession.value?.community(at.community)?.divisions[level.value].numbers.slotOf[at.cell];
      const isShown = at !== null && slot !== undefined && tool.value === 'pick';
      const grid = isShown ? { community: at.community, slot } : null;
      pointedGrid(around(grid));
      pointedFar(itself(grid));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
