/** Many communities on threads: the same answers with any number of them, in any order, and a run that can be stopped. */
import { afterAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../../server/partition/methods.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import { ProposalThreads } from '../../../server/plans/proposal-threads.ts';
import { requestFor } from '../../support/partition/lattice-graph.ts';
import { testCounty } from '../../support/partition/test-county.ts';

const requests = testCounty({ seed: 61, across: 2, down: 1 }).map(({ graph }) =>
  requestFor(graph, { min: 150, max: 400 }),
);

describe('proposals on threads', () => {
  const pools = [1, 2].map((size) => new ProposalThreads(size));
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  it('are those of one thread, whatever their number', async () => {
    const expected = requests.map((request) => proposeAtOnce(request, METHODS['best-shape']).certificate);
    for (const pool of pools) {
      const found: unknown[] = [];
      const stages = new Set<string>();
      await pool.run(
        requests,
        { method: 'best-shape', onStage: (community, stage) => stages.add(`${community} ${stage}`) },
        ({ certificate }, place) => {
          found[place] = certificate;
        },
      );
      expect(found).toEqual(expected);
      expect(stages.has('C0001 improve')).toBe(true);
    }
  });

  it('stop when they are told to, and run again afterwards', async () => {
    const stop = new AbortController();
    const run = pools[0]!.run(requests, { method: 'best-shape', signal: stop.signal }, () => stop.abort());
    await expect(run).rejects.toThrow(/abort/i);
    let done = 0;
    await pools[0]!.run(requests.slice(0, 1), { method: 'best-shape' }, () => done++);
    expect(done).toBe(1);
  });

  it('fail with what a thread says', async () => {
    const broken = requestFor(requests[0]!.graph, { min: 5, max: 4 });
    await expect(pools[1]!.run([broken], { method: 'best-shape' }, () => {})).rejects.toThrow('no standard');
  });
});
