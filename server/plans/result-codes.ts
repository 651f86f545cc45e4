/**
 * Codes of a plan's grids: those that go on keep theirs, new ones are numbered by the rule of the scheme in their community,
 * micro grids after the grids they lie in. A code that ends never comes back. Pure.
 */
import type { CodeScheme, GridKind } from '../contract/codes.ts';
import { checkCode, nameFromCode } from '../grids/code.ts';
import { numberGrids, numberSpace } from '../grids/numbering.ts';
import type { CodeFault } from './plan-result.ts';

export interface UncodedGrid {
  /** Who it is in the plan. */
  readonly key: string;
  /** Null: gets one. */
  readonly code: string | null;
  readonly name: string;
  readonly kind: GridKind;
  /** An area; for a micro grid the key of its grid in `by: 'key'`, or the code of one that stays. */
  readonly parent: { readonly by: 'code' | 'key'; readonly is: string };
  /** An inner point in lattice units, and the height of the box. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface CodedGrid {
  readonly code: string;
  readonly parentCode: string;
  readonly name: string;
  readonly isNew: boolean;
}

/** `used`: every code ever given in the county; `inForce`: those of them that are in force. By key. */
export function codeGrids(
  grids: readonly UncodedGrid[],
  scheme: CodeScheme,
  used: readonly string[],
  inForce: ReadonlySet<string>,
): { coded: ReadonlyMap<string, CodedGrid>; faults: CodeFault[] } {
  const coded = new Map<string, CodedGrid>();
  const faults: CodeFault[] = [];
  const given = new Set(used);
  const taken = [...used, ...grids.flatMap(({ code }) => (code === null || given.has(code) ? [] : [code]))];
  const parentOf = ({ parent }: UncodedGrid): string =>
    parent.by === 'code' ? parent.is : (coded.get(parent.is)?.code ?? parent.is);
  for (const isMicro of [false, true]) {
    const group = grids.filter(({ kind }) => (kind === 'micro') === isMicro);
    for (const grid of group) if (grid.code !== null) keep(grid, grid.code);
    number(group.filter(({ code }) => code === null));
  }
  return { coded, faults };

  function keep(grid: UncodedGrid, code: string): void {
    const parentCode = parentOf(grid);
    coded.set(grid.key, { code, parentCode, name: grid.name || nameFromCode(scheme, code), isNew: !inForce.has(code) });
    if (inForce.has(code)) return;
    const checked = checkCode(scheme, code, { kind: grid.kind === 'micro' ? 'grid' : 'area', code: parentCode });
    if (!checked.ok) faults.push({ grid: code, code: checked.code });
    else if (given.has(code)) faults.push({ grid: code, code: 'code-retired' });
  }

  function number(group: readonly UncodedGrid[]): void {
    const spaces = new Map<string, UncodedGrid[]>();
    for (const grid of group) {
      const space = numberSpace(scheme, parentOf(grid), grid.kind);
      spaces.set(space, [...(spaces.get(space) ?? []), grid]);
    }
    for (const own of spaces.values()) {
      const parentCode = parentOf(own[0]!);
      const numbering = numberGrids(
        scheme,
        parentCode,
        own.map(({ kind, x, y, height, key }) => ({ kind, x, y, height, tie: key })),
        taken,
      );
      own.forEach((grid, at) => {
        const code = numbering.ok ? numbering.codes[at]! : grid.key;
        taken.push(code);
        coded.set(grid.key, {
          code,
          parentCode: parentOf(grid),
          name: grid.name || nameFromCode(scheme, code),
          isNew: true,
        });
      });
      if (!numbering.ok) faults.push({ grid: own[numbering.at]!.key, code: numbering.code });
    }
  }
}
