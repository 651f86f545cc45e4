/**
 * One event while it is changed: opened under lock, given steps one after the other, written once at the end. What follows by
 * itself is taken in the same breath: what is filed is routed by its category, what was solved on the spot is closed.
 */
import { randomUUID } from 'node:crypto';
import type { Caller } from '../access/caller.ts';
import type { Category } from '../contract/event-rules.ts';
import type { Handler, StepBody } from '../contract/events.ts';
import { Refusal } from '../contract/problem.ts';
import type { Queryable } from '../database/database.ts';
import type { EventFile, KeptDetail, Limits } from './event-file.ts';
import { fileOf, limitsOf } from './event-files.ts';
import { type EventHead, headById, type StoredStep, stepsOf } from './event-repository.ts';
import { instantOf, pastInstant } from './instants.ts';
import { placedByStep } from './locate-step.ts';
import { photosOf } from './photo-repository.ts';
import { type CountyRules, unitsWith } from './rule-book.ts';
import { type Actor, RULE } from './rules/allowed.ts';
import { makeStep } from './rules/make-step.ts';
import { changeEvents, type KeptStep } from './state-repository.ts';
import type { Ground } from './steps.ts';
import { workersOver } from './worker-repository.ts';

/** An event that is being changed: what it was, and what was added to it so far. */
export interface Changing {
  readonly head: EventHead;
  readonly before: readonly StoredStep[];
  readonly ground: Ground;
  file: EventFile;
  readonly added: { seq: number; step: KeptStep; state: string }[];
}

/** Deadlines that calendars still know. */
const LONGEST_MS = 5 * 366 * 24 * 3_600_000;

/** Locked until the transaction ends. Throws `event-unknown`. */
export async function openChange(tx: Queryable, id: string, ground: Ground): Promise<Changing> {
  const head = await headById(tx, id, true);
  if (head === undefined) throw new Refusal('event-unknown', { id });
  return changeOf(head, await stepsOf(tx, [head.serial]), ground);
}

/** Of a row that is locked already. */
export function changeOf(head: EventHead, before: readonly StoredStep[], ground: Ground): Changing {
  return { head, before, ground, file: fileOf(head, before), added: [] };
}

export async function writeChange(tx: Queryable, { head: { serial }, file, added }: Changing): Promise<void> {
  await changeEvents(tx, [{ serial, ...file, steps: added }]);
}

export function actorOf({ actor, grants }: Caller, { rules }: Pick<Ground, 'rules'>): Actor {
  return { actor, grants, units: unitsWith(rules, actor) };
}

/** A step of the service itself. Throws what the rules refuse. */
export function takeByRule(tx: Queryable, changing: Changing, step: 'route' | 'close' | 'escalate', why?: string) {
  const body: StepBody = { id: randomUUID(), step, ...(why === undefined ? {} : { why }) };
  return takeStep(tx, changing, body, RULE);
}

/** What the service does by itself after a step. */
export async function takeWhatFollows(tx: Queryable, changing: Changing): Promise<void> {
  const { step } = changing.added.at(-1) ?? {};
  if (step?.step === 'file') await takeByRule(tx, changing, 'route');
  if (step?.step === 'solve') await takeByRule(tx, changing, 'close');
}

/** Throws `step-refused`, `category-unknown`, `unit-unknown`, `grid-unknown`, `date-invalid`. */
export async function takeStep(
  tx: Queryable,
  changing: Changing,
  body: StepBody,
  caller: Actor,
  more: KeptDetail = {},
): Promise<void> {
  const { head, file, ground } = changing;
  const { rules, now } = ground;
  const judged = filledIn(changing, body);
  for (const unit of judged.units ?? []) assertUnit(rules, unit, '/units');
  if (judged.photos !== undefined) await assertPhotos(tx, head.serial, judged.photos);
  const handler = judged.handler === undefined ? null : await handlerOf(tx, changing, judged.handler);
  const placed = ground.place === null || body.step !== 'locate' ? null : placedByStep(file, body, ground.place);
  const into = judged.into === undefined ? undefined : await headById(tx, judged.into);
  const category = newCategory(changing, judged);
  const fresh = category === null ? null : limitsOfNew(changing, judged, category);
  const limits = fresh ?? limitsOf([...changing.before, ...changing.added.map(({ step }) => step)]);
  const made = makeStep(file.now, judged, caller, {
    ...{ at: now, id: head.id, photos: file.photos, calendar: rules.calendar, limits },
    into: into === undefined ? null : { id: into.id, county: into.county, area: into.area, state: into.state },
    ...(category === null ? {} : { category }),
    ...(handler === null ? {} : { handler }),
    ...(placed === null ? {} : { area: placed.area }),
  });
  const detail: KeptDetail = {
    ...{ ...made.step.detail, ...more },
    ...(fresh === null ? {} : { limits: fresh }),
    ...(placed === null ? {} : { placed: placed.placed }),
  };
  changing.added.push({ seq: made.now.version, step: { ...made.step, detail }, state: made.now.state });
  changing.file = { ...file, now: made.now, placed: placed?.placed ?? file.placed };
}

/** An instant lies between the step before and now; a category is one of the event's dictionary. */
function filledIn({ file, ground }: Changing, body: StepBody): StepBody {
  const event = file.now;
  const filled: StepBody = { ...body };
  if (body.at !== undefined)
    filled.at = new Date(Math.max(pastInstant(body.at, ground.now, '/at'), event.changedAt)).toISOString();
  if (body.until !== undefined && instantOf(body.until, '/until') > ground.now + LONGEST_MS)
    throw new Refusal('date-invalid', { text: body.until }, { errors: [{ pointer: '/until', code: 'date-invalid' }] });
  if (body.category === undefined || body.category === event.category) return filled;
  const category = ground.categories.get(body.category);
  if (category === undefined || category.retired) {
    const params = { category: body.category, dictionary: file.reported.dictionary };
    throw new Refusal('category-unknown', params, { errors: [{ pointer: '/category', code: 'category-unknown' }] });
  }
  return filled;
}

/** What a route makes of it; what was reported in emergency mode stays urgent. Null: it keeps its category. */
function newCategory({ file, ground }: Changing, { step, category: code }: StepBody): Category | null {
  if (step !== 'route' || code === undefined || code === file.now.category) return null;
  const category = ground.categories.get(code)!;
  return file.reported.emergency ? { ...category, way: 'urgent' } : category;
}

function limitsOfNew({ file, ground }: Changing, body: StepBody, category: Category): Limits {
  const isEmergency = file.reported.emergency && (body.way ?? category.way) === 'urgent';
  return isEmergency ? ground.rules.settings.emergencyLimits : category.limits;
}

async function handlerOf(
  tx: Queryable,
  { file, ground }: Changing,
  { kind, code }: NonNullable<StepBody['handler']>,
): Promise<Handler> {
  if (kind === 'unit') return { kind, code, name: assertUnit(ground.rules, code, '/handler/code').name };
  const [worker] = await workersOver(tx, file.now.area, code);
  if (worker !== undefined) return { kind, code, name: worker.name };
  throw unitUnknown(code, '/handler/code');
}

async function assertPhotos(tx: Queryable, serial: number, photos: readonly string[]): Promise<void> {
  const known = new Set((await photosOf(tx, serial)).map(({ id }) => id));
  const missing = photos.find((photo) => !known.has(photo));
  if (missing === undefined) return;
  throw new Refusal('photo-unknown', { photo: missing }, { errors: [{ pointer: '/photos', code: 'photo-unknown' }] });
}

function assertUnit({ units }: CountyRules, code: string, pointer: string) {
  const unit = units.get(code);
  if (unit === undefined) throw unitUnknown(code, pointer);
  return unit;
}

function unitUnknown(unit: string, pointer: string): Refusal {
  return new Refusal('unit-unknown', { unit }, { errors: [{ pointer, code: 'unit-unknown' }] });
}
