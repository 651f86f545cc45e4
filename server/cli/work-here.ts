/** One piece of work of a command on the database opened here: waited for, a refusal told in words, and the database closed after it. */
import { Refusal } from '../contract/problem.ts';
import type { Service } from '../open-service.ts';
import { openHere } from './connect.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** Throws UsageError for what the service refuses. */
export async function workHere<T>(terminal: Terminal, work: (service: Service) => Promise<T>): Promise<T> {
  const service = await openHere(terminal);
  try {
    return await work(service);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, params, errors } = error;
    throw new UsageError(`${code} ${JSON.stringify({ ...params, ...(errors && { errors }) })}`);
  } finally {
    await service.close();
  }
}
