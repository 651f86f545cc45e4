/**
 * Photos of events. What a camera wrote into them is offered once, where it is a position, and is never stored. The first photo
 * of what was solved on the spot is the proof it waited for: the event is solved and closed with it.
 */
import { randomUUID } from 'node:crypto';
import { assertMay, type Caller, may } from '../access/caller.ts';
import type { EventPhoto, PhotoAdded } from '../contract/events.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { headById } from './event-repository.ts';
import { insertPhoto, type PhotoRow, photoById, photoContent } from './photo-repository.ts';
import { readPhoto } from './photos/photo-file.ts';
import { takenAt } from './photos/position.ts';
import { EVENT_READERS, REPORTERS, STEP_TAKERS } from './roles.ts';
import type { EventSteps } from './steps.ts';
import { actorOf, type Changing, openChange, takeStep, takeWhatFollows, writeChange } from './taking.ts';

export const MOST_PHOTOS = 20;
export const PHOTO_BYTES = 12 * 1024 * 1024;

export interface PhotoDeps {
  db: Database;
  steps: EventSteps;
}

export interface AddedPhoto {
  readonly photo: PhotoAdded;
  readonly serial: number;
  readonly version: number;
  readonly repeated: boolean;
}

export class EventPhotos {
  readonly #deps: PhotoDeps;

  constructor(deps: PhotoDeps) {
    this.#deps = deps;
  }

  /**
   * `id` is the caller's, so that a retry adds nothing. Throws `photo-invalid`, `event-unknown`, `area-forbidden`, `role-missing`,
   * `step-refused`, `value-out-of-bounds` (there are as many as an event may have), `duplicate`.
   */
  async add(caller: Caller, event: string, id: string, file: Uint8Array): Promise<AddedPhoto> {
    const { type, bytes, exif } = readPhoto(file);
    const taken = await takenAt(exif);
    const ground = await this.#deps.steps.ground(event);
    const at = new Date(ground.now);
    return this.#deps.db.transaction(async (tx) => {
      const changing = await openChange(tx, event, ground);
      assertMayAdd(caller, changing);
      const { serial, county } = changing.head;
      const { version } = changing.file.now;
      const known = await photoById(tx, id);
      if (known !== undefined) {
        if (known.serial === serial) return { photo: { ...viewOf(known), taken }, serial, version, repeated: true };
        throw new Refusal('duplicate', { id }, { errors: [{ pointer: '/id', code: 'taken' }] });
      }
      if (changing.file.photos >= MOST_PHOTOS)
        throw new Refusal(
          'value-out-of-bounds',
          { photos: MOST_PHOTOS },
          { errors: [{ pointer: '/file', code: 'max-items' }] },
        );
      const { actor } = caller;
      await insertPhoto(tx, { id, serial, county, type, content: bytes, at, actor });
      changing.file = { ...changing.file, photos: changing.file.photos + 1 };
      await solveByPhoto(tx, changing, caller, id);
      await writeChange(tx, changing);
      const photo = { id, type, bytes: bytes.length, at: at.toISOString(), actor, taken };
      return { photo, serial, version: changing.file.now.version, repeated: false };
    });
  }

  /** Throws `event-unknown`, `area-forbidden`, `photo-unknown`. */
  async content(caller: Caller, event: string, id: string): Promise<{ type: PhotoRow['type']; content: Uint8Array }> {
    const { db } = this.#deps;
    const head = await headById(db, event);
    if (head === undefined) throw new Refusal('event-unknown', { id: event });
    assertMay(caller, EVENT_READERS, head.area);
    const photo = await photoById(db, id);
    const content = photo?.serial === head.serial ? await photoContent(db, id) : undefined;
    if (photo === undefined || content === undefined) throw new Refusal('photo-unknown', { photo: id });
    return { type: photo.type, content };
  }
}

/** Workers and dispatchers of the area, whoever has it in hand, and who reported it. */
function assertMayAdd(caller: Caller, { file, ground }: Changing): void {
  const { handler, area, state } = file.now;
  if (state === 'void' || state === 'merged') throw new Refusal('step-refused', { step: 'note', state, why: 'state' });
  if (file.reported.reporter === caller.actor) return;
  const { actor, units } = actorOf(caller, ground);
  const inHand = handler !== null && (handler.kind === 'unit' ? units.includes(handler.code) : handler.code === actor);
  assertMay(caller, STEP_TAKERS, area);
  if (!inHand && !may(caller, REPORTERS, area)) throw new Refusal('role-missing', { roles: [...REPORTERS] });
}

/** Where the rules do not let it be solved by this caller on its way (urgent, approved), the photo is only a photo. */
async function solveByPhoto(
  tx: Parameters<typeof takeStep>[0],
  changing: Changing,
  caller: Caller,
  photo: string,
): Promise<void> {
  const { solved } = changing.before[0]!.detail;
  if (solved === undefined || changing.before.some(({ step }) => step === 'solve')) return;
  const body = { id: randomUUID(), step: 'solve' as const, why: solved };
  try {
    await takeStep(tx, changing, body, actorOf(caller, changing.ground), { photos: [photo] });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'step-refused') return;
    throw error;
  }
  await takeWhatFollows(tx, changing);
}

export function viewOf({ id, type, bytes, at, actor }: PhotoRow): EventPhoto {
  return { id, type, bytes, at: at.toISOString(), actor };
}
