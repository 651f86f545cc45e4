/** A part of the page that is fetched when it is first shown; until it is here nothing stands in its place. */
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { noteProblem } from '../state/service.ts';

/** What could not be fetched is noted, and asked for again when the part is shown the next time. */
export function fetched<P extends object>(fetch: () => Promise<ComponentType<P>>): ComponentType<P> {
  const part = signal<{ readonly Part: ComponentType<P> } | null>(null);
  return (props: P) => {
    useEffect(() => {
      if (part.peek() !== null) return;
      fetch().then((Part) => {
        part.value = { Part };
      }, noteProblem);
    }, []);
    const now = part.value;
    return now && <now.Part {...props} />;
  };
}
