/**
 * Which encoding is a text in that says nothing about it? Every candidate must read every byte without an error; among
 * those that do, UTF-8 wins (other text is almost never legal UTF-8), then the one in which most characters are common
 * ones. A few characters can be legal in several: the answer lists them all, and a person decides.
 */
import type { EncodingFrom } from './source-shape.ts';

export interface EncodingGuess {
  encoding: string;
  from: EncodingFrom;
  candidates: string[];
}

interface Trial {
  label: string;
  decoder: TextDecoder;
  alive: boolean;
  common: number;
  total: number;
}

const CANDIDATES = ['utf-8', 'gb18030', 'big5', 'windows-1252'] as const;
/** Latin text is claimed only when nearly every high byte stands alone among ASCII letters. */
const LATIN_SHARE = 0.8;
const ENOUGH = 200_000;
/** What decoders give for single bytes that stand for nothing: control characters and private use. */
const UNASSIGNED = /[\u0080-\u009f\uf8f5-\uf8ff]/;

export class EncodingTrials {
  #trials: Trial[] = CANDIDATES.map((label) => ({ label, decoder: strict(label), alive: true, common: 0, total: 0 }));
  #ascii = true;

  /** One whole text. `mayBeCut`: a field filled to its width, whose last character may have lost its end. */
  text(bytes: Uint8Array, mayBeCut: boolean): void {
    if (isAscii(bytes)) return;
    this.#ascii = false;
    for (const trial of this.#trials) {
      if (!trial.alive) continue;
      const text = decodeWhole(trial.decoder, bytes, mayBeCut);
      trial.alive = text !== undefined && (trial.label === 'utf-8' || !UNASSIGNED.test(text));
      if (trial.alive) count(trial, bytes);
    }
  }

  /** The answer, or undefined when no candidate can read all of it. */
  guess(): EncodingGuess | undefined {
    if (this.#ascii) return { encoding: 'utf-8', from: 'format', candidates: [] };
    const ranked = this.#trials
      .filter((trial) => trial.alive && (trial.label !== 'windows-1252' || share(trial) >= LATIN_SHARE))
      .map((trial) => ({ label: trial.label, score: trial.label === 'utf-8' ? 2 : share(trial) }))
      .sort((a, b) => b.score - a.score)
      .map((trial) => trial.label);
    const best = ranked[0];
    return best === undefined ? undefined : { encoding: best, from: 'guessed', candidates: ranked };
  }
}

/** Text of the bytes, or undefined when they are not legal. A cut tail is dropped when it may be there. */
export function decodeWhole(decoder: TextDecoder, bytes: Uint8Array, mayBeCut: boolean): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    if (!mayBeCut) return undefined;
  }
  try {
    return strict(decoder.encoding).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

function strict(label: string): TextDecoder {
  return new TextDecoder(label, { fatal: true, ignoreBOM: true });
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) > 0x7f) return false;
  return true;
}

function share(trial: Trial): number {
  return trial.total === 0 ? 0 : trial.common / trial.total;
}

/** Counts high characters, and those in the rows of the code table that hold the common ones. */
function count(trial: Trial, bytes: Uint8Array): void {
  if (trial.total > ENOUGH || trial.label === 'utf-8') return;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const next = bytes[i + 1] ?? 0;
    trial.total++;
    if (trial.label === 'windows-1252') {
      const alone = next < 0x80 && (bytes[i - 1] ?? 0) < 0x80;
      if (alone && lead >= 0xc0) trial.common++;
      continue;
    }
    if (isCommon(trial.label, lead, next)) trial.common++;
    i++;
  }
}

/** GB 2312 level 1 and punctuation; Big5 level 1 and punctuation. */
function isCommon(label: string, lead: number, trail: number): boolean {
  if (label === 'gb18030') return trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));
  return lead >= 0xa1 && lead <= 0xc6;
}
