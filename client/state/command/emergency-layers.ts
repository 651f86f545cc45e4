/** While an emergency mode is in force the command's map shows the layers that its rules name; what was shown before comes back after it. */
import { computed, effect, untracked } from '@preact/signals';
import { type Shown, shown } from '../view.ts';
import { decisive, inForce } from './emergency-watch.ts';
import { commandArea } from './roles.ts';

export const LAYER_NAMES: readonly (keyof Shown)[] = ['grids', 'names', 'areas', 'micro', 'streets', 'buildings'];

/** Null where the rules name no layer that this map has: nothing is changed then. */
export function layersShown(names: readonly string[]): Shown | null {
  if (!LAYER_NAMES.some((name) => names.includes(name))) return null;
  return Object.fromEntries(LAYER_NAMES.map((name) => [name, names.includes(name)])) as unknown as Shown;
}

/** Once for each that comes into force: whoever then shows another layer by hand keeps it. The answer stops it. */
export function followEmergencyLayers(): () => void {
  const ruling = computed(() => decisive(inForce.value ?? [], commandArea.value));
  const id = computed(() => ruling.value?.id ?? null);
  return effect(() => {
    if (id.value === null) return;
    const wanted = untracked(() => layersShown(ruling.value?.rules.layers ?? []));
    if (wanted === null) return;
    const before = shown.peek();
    shown.value = wanted;
    return () => {
      shown.value = before;
    };
  });
}
