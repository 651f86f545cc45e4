/** How a grid may be named on an area's map: name and code, else less, else only the digits that tell it from the others. Pure. */
import type { LabelForm, Wanted } from '../../print/shape-labels.ts';
import type { GroundGrid } from '../ground.ts';

/** `whole`: with the whole code. */
export function gridForms(ground: GroundGrid, short: string, letter: number, whole: boolean): Wanted {
  const { code, name } = ground.grid;
  const forms = (lines: readonly string[], sizes: readonly number[]): readonly LabelForm[] =>
    sizes.map((size) => ({ lines, size: letter * size }));
  const number = forms([short], [1.1, 0.9, 0.7]);
  const both = forms([name, short], [1.1, 0.9]);
  return {
    shape: { code, ...ground },
    within: [...(whole ? forms([name, code], [1.25, 1]) : []), ...both, ...number],
    over: [...both.slice(whole ? 1 : 2), ...number],
  };
}
