/**
 * One grid put right in place, or cells in no grid given to grids: worked out in this page, shown as ghosts one after the other,
 * taken as one operation. Who works it out is told by the workspace; here is what came of it.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { BodyOf } from '../../../server/contract/plan-operations.ts';
import type { Division } from '../../../server/contract/plan-state.ts';
import { applyBody } from '../../../server/partition/plan/bodies.ts';
import type { Answer } from '../../../server/partition/plan/proposal-request.ts';
import type { Certificate } from '../../../server/partition/proposal.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { ghost } from './ghost.ts';
import { act, lastChange, planSession, revision } from './opened.ts';

export interface FixQuestion {
  readonly kind: 'grid' | 'unassigned';
  readonly community: string;
  /** Of the grid that is put right. */
  readonly slot: number | null;
  readonly key: string | null;
  readonly standard: Standard;
}

export interface FixOption {
  readonly division: Division;
  readonly certificate: Certificate;
  /** Rows of the certificate's grids, by their keys. */
  readonly grids: Answer['grids'];
  /** The neighbours were not enough: all of the community was looked at. */
  readonly isWide: boolean;
}

export type FixState =
  | { readonly state: 'working'; readonly question: FixQuestion }
  | {
      readonly state: 'offered';
      readonly question: FixQuestion;
      readonly options: readonly FixOption[];
      readonly at: number;
      readonly ms: number;
    }
  /** Nothing better was found. `option`: what is known of the community, with the reasons. */
  | { readonly state: 'none'; readonly question: FixQuestion; readonly option: FixOption | null }
  | { readonly state: 'failed'; readonly question: FixQuestion; readonly detail: string };

export const fix = signal<FixState | null>(null);

export const fixOption = computed<FixOption | null>(() => {
  const now = fix.value;
  return now?.state === 'offered' ? now.options[now.at]! : null;
});

export function stepOption(way: 1 | -1): void {
  const now = fix.peek();
  if (now?.state !== 'offered') return;
  const count = now.options.length;
  fix.value = { ...now, at: (now.at + way + count) % count };
}

/** False when it was refused, or there is nothing to take. */
export function takeFix(): boolean {
  const now = fix.peek();
  const option = fixOption.peek();
  const community = planSession.peek()?.community(now?.question.community ?? '');
  if (now?.state !== 'offered' || option === null || community === undefined) return false;
  const source: BodyOf<'apply'>['args']['source'] = now.question.kind === 'grid' ? 'fix' : 'unassigned';
  const body = applyBody([{ community, level: 'grid', division: option.division }], source, null);
  fix.value = null;
  ghost.value = null;
  return act(body);
}

export function letFixGo(): void {
  fix.value = null;
  ghost.value = null;
}

/** Shows the option in hand on the map; lets it go when its community is changed meanwhile. The answer ends it. */
export function followFix(): () => void {
  const stopGhost = effect(() => {
    const option = fixOption.value;
    untracked(() => {
      const question = fix.peek()?.question;
      const community = planSession.peek()?.community(question?.community ?? '');
      if (question === undefined) return;
      ghost.value =
        option === null || community === undefined
          ? null
          : {
              parts: [
                { community: community.code, layer: community.base.hash, level: 'grid', division: option.division },
              ],
            };
    });
  });
  const stopStale = effect(() => {
    void revision.value;
    const session = planSession.value;
    untracked(() => {
      const now = fix.peek();
      if (now === null) return;
      const touched = lastChange.peek();
      const isHit = touched === null || touched.some(({ community }) => community === now.question.community);
      if (session === null || isHit) letFixGo();
    });
  });
  return () => {
    stopGhost();
    stopStale();
    letFixGo();
  };
}
