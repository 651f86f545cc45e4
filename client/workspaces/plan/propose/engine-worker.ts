/** The engine in a thread of the page: one community a question. It has no network use at all. */
import { type FixTask, type FixWays, fixWays } from './fix-ways.ts';

export type EngineQuestion = { readonly id: number } & FixTask;
export type EngineAnswer = ({ readonly id: number } & FixWays) | { readonly id: number; readonly error: string };

self.addEventListener('message', ({ data }: MessageEvent<EngineQuestion>) => {
  const { id } = data;
  try {
    self.postMessage({ id, ...fixWays(data) } satisfies EngineAnswer);
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) } satisfies EngineAnswer);
  }
});
