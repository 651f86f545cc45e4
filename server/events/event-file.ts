/**
 * What is known of an event besides the state that follows from its steps: what its report said once and for all, and where it
 * is, which a later step may put right. Both stand in its steps too, so that the whole row can be made from them again.
 */
import type { TimeLimit } from '../contract/event-rules.ts';
import type { Channel, EventRow } from '../contract/events.ts';
import type { EventNow, ReportFacts, StepDetail } from './rules/event-now.ts';

/** Instants in milliseconds. */
export interface Reported {
  readonly id: string;
  readonly county: string;
  readonly dictionary: string;
  readonly text: string;
  readonly channel: Channel;
  readonly ticket: string | null;
  readonly emergency: boolean;
  readonly occurredAt: number;
  readonly reportedAt: number;
  readonly reporter: string;
}

export interface Placed {
  /** Null: no grid answers for it; the event stands in the list of those not located. */
  readonly grid: string | null;
  readonly gridId: number | null;
  /** Beyond a near border. */
  readonly gridAlso: string | null;
  readonly edition: number | null;
  /** Degrees on the lattice, WGS 84. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly accuracyM: number | null;
  readonly place: string | null;
  readonly address: string | null;
  /** Who answers for the grid at that time. */
  readonly worker: string | null;
}

export type Limits = Readonly<Record<'dispatch' | 'handle' | 'verify', TimeLimit>>;

/** What a step keeps besides what the rules read. */
export interface KeptDetail extends StepDetail {
  /** Of a report. */
  readonly report?: ReportFacts;
  /** Of a report and of a route to another category: the limits that hold from here on, whatever the dictionary says later. */
  readonly limits?: Limits;
  /** Of a report and of a locate. */
  readonly placed?: Placed;
  /** Of a report without a place: what was given as it was given, and what it looks like. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly notLocated?: string;
  /** Of a report: what was done on the spot. It waits for its photo. */
  readonly solved?: string;
  /** Which show it. */
  readonly photos?: readonly string[];
  /** Hash of the request: the same id with another body is no retry. */
  readonly said?: string;
}

export interface EventFile {
  readonly reported: Reported;
  readonly placed: Placed;
  readonly now: EventNow;
  readonly photos: number;
}

export function rowOf(serial: number, { reported, placed, now, photos }: EventFile): EventRow {
  return {
    id: reported.id,
    serial,
    area: now.area,
    grid: placed.grid,
    gridAlso: placed.gridAlso,
    lon: placed.lon,
    lat: placed.lat,
    category: now.category,
    text: reported.text,
    grade: now.grade,
    way: now.way,
    level: now.level,
    channel: reported.channel,
    state: now.state,
    version: now.version,
    occurredAt: iso(reported.occurredAt),
    reportedAt: iso(reported.reportedAt),
    changedAt: iso(now.changedAt),
    clock: now.clock,
    clockFrom: now.clockFrom === null ? null : iso(now.clockFrom),
    dueAt: now.dueAt === null ? null : iso(now.dueAt),
    handler: now.handler,
    worker: placed.worker,
    supervised: now.supervised,
    emergency: reported.emergency,
    asked: now.asked,
    reworks: now.reworks,
    photos,
  };
}

/** The entity tag of an event: a step is taken on the version that was seen. */
export function eventTag(serial: number, version: number): string {
  return `"event-${serial}-${version}"`;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
