/**
 * Basic grids outside their band in the communities that a plan changes: each with its proof, or who has accepted it and why.
 * The findings are those of the coverage report, so that one word stands for a grid in drafts and when it is published.
 */
import type { CoverageReport, Finding } from '../contract/coverage.ts';
import type { OutsideGrid, PublishBlocks } from '../contract/plan-publish.ts';
import type { MapThreads } from './map-threads.ts';
import type { CommunityTask, OutsideAsk } from './map-worker.ts';
import type { PlanResult } from './plan-result.ts';

interface Asked {
  readonly finding: Finding;
  readonly community: string;
  readonly key: string;
  readonly changed: boolean;
  readonly min: number;
  readonly max: number;
}

const KINDS: ReadonlySet<string> = new Set(['households-under', 'households-over']);

/** By code. */
export async function outsideGrids(
  { findings, bands }: CoverageReport,
  tasks: readonly CommunityTask[],
  result: PlanResult,
  threads: MapThreads,
): Promise<OutsideGrid[]> {
  const made = new Map(result.grids.map((grid) => [grid.code, grid]));
  const basic = new Map(bands.flatMap((row) => (row.kind === 'basic' ? [[row.grid, row.parent]] : [])));
  const asked = findings.flatMap((finding): Asked[] => {
    const code = finding.grids[0]!;
    const community = basic.get(code);
    const task = tasks.find(({ now }) => now.community === community);
    if (!KINDS.has(finding.kind) || task === undefined) return [];
    const own = made.get(code);
    const key = own?.key ?? task.now.grid.slots.find((slot) => slot?.code === code)?.key;
    const { min, max } = finding.detail as { min: number; max: number };
    if (key === undefined) return [];
    return [{ finding, community: task.now.community, key, changed: own !== undefined, min, max }];
  });
  const asks = asksOf(asked, tasks);
  const answers = asks.length === 0 ? [] : await threads.run({ kind: 'outside', asks });
  const byKey = new Map(answers.flat().map((answer) => [answer.key, answer]));
  const sorted = asked.sort((a, b) => (a.finding.grids[0]! < b.finding.grids[0]! ? -1 : 1));
  return sorted.map(({ finding, community, key, changed, min, max }) => {
    const { proofs, whilePinned, nearest } = byKey.get(key)!;
    return {
      grid: finding.grids[0]!,
      community,
      finding: finding.id,
      households: finding.households,
      min,
      max,
      changed,
      proofs,
      whilePinned,
      nearest,
      exception: acceptedOf(finding),
    };
  });
}

/** What neither a proof nor a person answers for. */
export function blocking(grids: readonly OutsideGrid[]): PublishBlocks['outside'] {
  return grids
    .filter(({ changed, proofs, exception }) => changed && proofs.length === 0 && exception === null)
    .map(({ grid, community, finding, households, min, max }) => ({ grid, community, finding, households, min, max }));
}

function asksOf(asked: readonly Asked[], tasks: readonly CommunityTask[]): OutsideAsk[] {
  const asks = new Map<string, OutsideAsk & { keys: string[] }>();
  for (const { community, key, min, max } of asked) {
    const name = `${community} ${min} ${max}`;
    const { encoded, now } = tasks.find((task) => task.now.community === community)!;
    const ask = asks.get(name) ?? { encoded, now, keys: [], standard: { min, max } };
    ask.keys.push(key);
    asks.set(name, ask);
  }
  return [...asks.values()];
}

function acceptedOf({ exception }: Finding): OutsideGrid['exception'] {
  if (exception?.state !== 'accepted') return null;
  const { id, reason, author, acceptedAt, until } = exception;
  return { id, reason, author, acceptedAt, until };
}
