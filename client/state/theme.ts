/** Light paper or dark ground: the system's wish until the reader chooses. */
import { computed, signal } from '@preact/signals';
import { readStored, writeStored } from './stored.ts';

export type Theme = 'light' | 'dark';

const system = signal<Theme>('light');
const chosen = signal<Theme | null>(null);

/** Of a screen that has one of its own, whatever was chosen. */
export const forcedTheme = signal<Theme | null>(null);

export const theme = computed<Theme>(() => forcedTheme.value ?? chosen.value ?? system.value);

export function startTheme(): void {
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    system.value = query.matches ? 'dark' : 'light';
  };
  query.addEventListener('change', follow);
  follow();
  const stored = readStored('theme');
  if (stored === 'light' || stored === 'dark') chosen.value = stored;
}

export function toggleTheme(): void {
  chosen.value = theme.value === 'light' ? 'dark' : 'light';
  writeStored('theme', chosen.value);
}
