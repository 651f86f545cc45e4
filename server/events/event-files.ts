/** A row and its steps as an event file: what everybody who changes or shows an event begins with. Pure. */
import type { EventFile, KeptDetail, Limits } from './event-file.ts';
import type { EventHead, StoredStep } from './event-repository.ts';
import type { StepFacts } from './rules/event-now.ts';
import { fold } from './rules/fold.ts';
import { NOWHERE } from './whereabouts.ts';

export function fileOf(head: EventHead, steps: readonly StoredStep[]): EventFile {
  const report = steps[0]?.detail.report;
  if (report === undefined) throw new Error(`event ${head.serial} has no report`);
  const { id, county, dictionary, text, channel, ticket, emergency, reporter, photos } = head;
  return {
    reported: {
      ...{ id, county, dictionary, text, channel, ticket, emergency, reporter },
      occurredAt: head.occurredAt.getTime(),
      reportedAt: head.reportedAt.getTime(),
    },
    placed: lastOf(steps, ({ placed }) => placed) ?? NOWHERE,
    now: fold(report, steps.map(factsOf)),
    photos,
  };
}

export function factsOf({ id, step, at, actor, why, detail }: StoredStep): StepFacts & { detail: KeptDetail } {
  return { id, step, at: at.getTime(), actor, why, detail };
}

/** Those of the category it has, as they were when it got it. */
export function limitsOf(steps: readonly Pick<StoredStep, 'detail'>[]): Limits {
  const limits = lastOf(steps, (detail) => detail.limits);
  if (limits === undefined) throw new Error('a report without time limits');
  return limits;
}

export function bySerial(steps: readonly StoredStep[]): Map<number, StoredStep[]> {
  const groups = new Map<number, StoredStep[]>();
  for (const step of steps) {
    const group = groups.get(step.serial);
    if (group === undefined) groups.set(step.serial, [step]);
    else group.push(step);
  }
  return groups;
}

function lastOf<T>(
  steps: readonly Pick<StoredStep, 'detail'>[],
  value: (detail: KeptDetail) => T | undefined,
): T | undefined {
  for (let i = steps.length - 1; i >= 0; i--) {
    const found = value(steps[i]!.detail);
    if (found !== undefined) return found;
  }
  return undefined;
}
