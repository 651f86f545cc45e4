/** What the service finds for a text while it is typed: asked when the typing rests, and only the last question is answered. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isAbort } from '../../api/request.ts';

const REST_MS = 200;

export interface Lookup<T> {
  readonly text: Signal<string>;
  /** null: nothing is asked, or no answer is here yet. What failed found nothing. */
  readonly found: Signal<readonly T[] | null>;
  readonly ask: (text: string) => void;
}

export function useLookup<T>(find: (query: string, signal: AbortSignal) => Promise<readonly T[]>): Lookup<T> {
  const text = useSignal('');
  const found = useSignal<readonly T[] | null>(null);
  const running = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => {
    clearTimeout(timer.current);
    running.current?.abort();
  };
  useEffect(() => stop, []);
  const ask = (value: string) => {
    text.value = value;
    stop();
    const query = value.trim();
    if (query === '') {
      found.value = null;
      return;
    }
    timer.current = setTimeout(() => {
      const controller = new AbortController();
      running.current = controller;
      find(query, controller.signal).then(
        (all) => {
          found.value = all;
        },
        (error) => {
          if (!isAbort(error)) found.value = [];
        },
      );
    }, REST_MS);
  };
  return { text, found, ask };
}
