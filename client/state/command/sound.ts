/**
 * A short tone for what is new. A browser lets a page sound only after somebody has touched it, so the first touch or key
 * opens it; the choice to be silent is remembered.
 */
import { signal } from '@preact/signals';
import { readStored, writeStored } from '../stored.ts';

export const muted = signal(readStored('events.mute') === 'yes');
/** Somebody has touched the page: it can be heard. */
export const audible = signal(false);

export function setMuted(next: boolean): void {
  muted.value = next;
  writeStored('events.mute', next ? 'yes' : null);
}

let context: AudioContext | null = null;

/** Two notes up for a new event, three low ones for one that is late. Hertz. */
const NOTES = { new: [660, 880], overdue: [440, 440, 330] } as const;
const NOTE_S = 0.14;
const LOUDNESS = 0.12;

export function sound(what: keyof typeof NOTES): void {
  if (muted.peek() || context === null || context.state !== 'running') return;
  const { currentTime, destination } = context;
  for (const [index, pitch] of NOTES[what].entries()) {
    const at = currentTime + index * NOTE_S;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    // a tone that begins or ends at once clicks
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
    volume.gain.linearRampToValueAtTime(0, at + NOTE_S - 0.01);
    tone.connect(volume).connect(destination);
    tone.start(at);
    tone.stop(at + NOTE_S);
  }
}

const GESTURES = ['pointerdown', 'keydown'] as const;

/** Waits for the first gesture; the answer takes the sound away again. */
export function followGestures(): () => void {
  const open = () => {
    if (typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    void context.resume().then(() => {
      audible.value = true;
    });
    for (const name of GESTURES) window.removeEventListener(name, open, true);
  };
  for (const name of GESTURES) window.addEventListener(name, open, true);
  return () => {
    for (const name of GESTURES) window.removeEventListener(name, open, true);
    void context?.close();
    context = null;
    audible.value = false;
  };
}
