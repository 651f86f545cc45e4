/** A running service as its machine token sees it: questions as JSON, and files imported whole. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportJob, ImportLayer, ImportOptions } from '../../server/contract/imports.ts';

export const MACHINE_TOKEN = 'bench-token-of-this-run-only';

export class ServiceCaller {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Throws an Error with the answer of a refusal. */
  async ask<T>(path: string, body?: object, method = body === undefined ? 'GET' : 'POST'): Promise<T> {
    const headers: Record<string, string> = { authorization: `Bearer ${MACHINE_TOKEN}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 1000)}`);
    return (await answer.json()) as T;
  }

  /** Seconds from the first byte sent to the job done. Throws an Error when a row is refused. */
  async import(layer: ImportLayer, name: string, text: string, options: ImportOptions): Promise<number> {
    const began = performance.now();
    const form = new FormData();
    form.set('options', JSON.stringify(options));
    form.set('file', new Blob([text]), name);
    const posted = await fetch(`${this.url}/api/imports?layer=${layer}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${MACHINE_TOKEN}` },
      body: form,
    });
    let job = (await posted.json()) as ImportJob;
    while (['waiting', 'running'].includes(job.state)) {
      await sleep(100);
      job = await this.ask<ImportJob>(`/api/imports/${job.id}`);
    }
    if (job.state !== 'done')
      throw new Error(`${name}: ${posted.status} ${JSON.stringify(job.problem ?? job).slice(0, 1500)}`);
    return (performance.now() - began) / 1000;
  }
}
