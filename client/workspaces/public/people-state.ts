/** The workers of the area on the screen, and changes of what is shown of them: one at a time, refused in the words of the service. */
import { signal } from '@preact/signals';
import type { Worker, WorkerChange } from '../../../server/contract/workers.ts';
import { readRegister } from '../../api/command-people.ts';
import { changeWorker, dropPhoto, putPhoto } from '../../api/public.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';

/** In the order of the service; null while they are read. */
export const people = signal<readonly Worker[] | null>(null);
export const peopleProblem = signal<ApiError | null>(null);
/** Whose form is open. */
export const chosenWorker = signal<number | null>(null);
export const changeProblem = signal<ApiError | null>(null);
export const changing = signal(false);

export async function loadPeople(area: string, signal: AbortSignal): Promise<void> {
  people.value = null;
  peopleProblem.value = null;
  try {
    people.value = await readRegister(area, signal);
  } catch (error) {
    if (!isAbort(error)) peopleProblem.value = asApiError(error);
  }
}

export function chooseWorker(id: number | null): void {
  chosenWorker.value = id;
  changeProblem.value = null;
}

/** False: it was refused, and why stands in `changeProblem`. */
async function change(act: () => Promise<Worker>): Promise<boolean> {
  if (changing.peek()) return false;
  changing.value = true;
  changeProblem.value = null;
  try {
    const changed = await act();
    people.value = (people.peek() ?? []).map((one) => (one.id === changed.id ? changed : one));
    return true;
  } catch (error) {
    changeProblem.value = asApiError(error);
    return false;
  } finally {
    changing.value = false;
  }
}

export const saveWorker = (id: number, said: Pick<WorkerChange, 'published' | 'phone'>): Promise<boolean> =>
  change(() => changeWorker(id, said));
export const savePhoto = (id: number, photo: Blob): Promise<boolean> => change(() => putPhoto(id, photo));
export const removePhoto = (id: number): Promise<boolean> => change(() => dropPhoto(id));
