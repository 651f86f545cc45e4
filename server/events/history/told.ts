/**
 * An event that happened elsewhere, told afterwards: its report and its steps with the instants they had. The order of the loop
 * is held as everywhere; who took a step is believed, and so is that what was solved on the spot was proven there. Pure.
 */
import type { Category, EventSettings } from '../../contract/event-rules.ts';
import type { Channel, EventStep, StepBody } from '../../contract/events.ts';
import { Refusal } from '../../contract/problem.ts';
import type { Actor } from '../rules/allowed.ts';
import type { Calendar } from '../rules/calendar.ts';
import type { EventNow, ReportFacts } from '../rules/event-now.ts';
import { begin } from '../rules/fold.ts';
import { makeStep, reportClock } from '../rules/make-step.ts';
import type { KeptStep } from '../state-repository.ts';

export interface ToldStep {
  readonly step: EventStep;
  /** ISO 8601. */
  readonly at: string;
  readonly why?: string | undefined;
  /** Code of the unit that it goes to. */
  readonly unit?: string | undefined;
  /** Who took it. */
  readonly by?: string | undefined;
  readonly into?: string | undefined;
  readonly until?: string | undefined;
  readonly satisfied?: boolean | undefined;
}

export interface ToldEvent {
  readonly id: string;
  readonly category: Category;
  readonly channel: Channel;
  readonly reporter: string;
  /** ms. */
  readonly reportedAt: number;
  readonly steps: readonly ToldStep[];
}

export interface HistoryRules {
  readonly county: string;
  readonly settings: EventSettings;
  readonly calendar: Calendar;
  /** By code, the name. */
  readonly units: ReadonlyMap<string, string>;
}

export interface History {
  /** Each step with the state it led to, the report first. */
  readonly steps: readonly { readonly step: KeptStep; readonly state: string }[];
  readonly facts: ReportFacts;
  readonly now: EventNow;
}

/** Who handles, where nobody is named; another than the rest, for nobody verifies what they handled. */
const HANDS: ReadonlySet<EventStep> = new Set(['handle', 'feedback', 'return', 'ask-extend', 'ask-suspend']);
const IMPORTED = 'import';

/** `idOf`: of the step of a number. Throws `step-refused` with the number of the step (`index`), `unit-unknown`. */
export function tellHistory(
  told: ToldEvent,
  rules: HistoryRules,
  presentMs: number,
  idOf: (seq: number) => string,
): History {
  const { category, reportedAt } = told;
  const { grade, way, level, limits } = category;
  const facts: ReportFacts = {
    ...{ county: rules.county, area: rules.county, channel: told.channel, reporter: told.reporter },
    ...{ category: category.code, grade, way, level },
  };
  const report: KeptStep = {
    ...{ id: idOf(1), step: 'report', at: reportedAt, actor: told.reporter, why: null },
    detail: { report: facts, limits, clock: reportClock(rules.calendar, way, limits, reportedAt) },
  };
  let now = begin(facts, report);
  const steps = [{ step: report, state: now.state as string }];
  let unit: string | null = null;
  told.steps.forEach((one, index) => {
    if (one.unit !== undefined) unit = one.unit;
    const name = one.unit === undefined ? undefined : rules.units.get(one.unit);
    if (one.unit !== undefined && name === undefined) throw new Refusal('unit-unknown', { unit: one.unit, index });
    const by = one.by ?? (HANDS.has(one.step) ? (unit ?? IMPORTED) : IMPORTED);
    const body = bodyOf(one, idOf(steps.length + 1));
    try {
      const made = makeStep(now, body, believed(by, one.step, unit), {
        ...{ at: presentMs, id: told.id, photos: 1, calendar: rules.calendar, limits },
        into:
          one.into === undefined ? null : { id: one.into, county: rules.county, area: rules.county, state: 'filed' },
        ...(name === undefined ? {} : { handler: { kind: 'unit', code: one.unit!, name } }),
      });
      now = made.now;
      steps.push({ step: made.step, state: now.state });
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal(error.code, { ...error.params, index });
      throw error;
    }
  });
  return { steps, facts, now };
}

function bodyOf({ step, at, why, unit, into, until, satisfied }: ToldStep, id: string): StepBody {
  return {
    ...{ id, step, at },
    ...(why === undefined ? {} : { why }),
    ...(unit === undefined ? {} : { handler: { kind: 'unit', code: unit } }),
    ...(into === undefined ? {} : { into }),
    ...(until === undefined ? {} : { until }),
    ...(satisfied === undefined ? {} : { satisfied }),
  };
}

function believed(by: string, step: EventStep, unit: string | null): Actor {
  const units = HANDS.has(step) && unit !== null ? [unit] : [];
  return { actor: by, grants: [{ role: 'admin', area: null }], units };
}
