import { describe, expect, it } from 'vitest';
import { EncodingTrials } from '../../../server/exchange/encoding-guess.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the guess of an encoding', () => {
  it.each([
    ['plain ASCII fits all', '47524944', 'utf-8', []],
    ['UTF-8 when legal', 'e7bd91e6a0bc', 'utf-8', ['utf-8', 'gb18030', 'big5']],
    ['simplified Chinese 简体国语', 'bcf2 cce5 b9fa d3ef', 'gb18030', ['gb18030', 'big5']],
    ['traditional Chinese 繁體國語', 'c163 c5e9 b0ea bb79', 'big5', ['big5', 'gb18030']],
    ['Latin letters among ASCII: Peña 7', '5065f1612037', 'windows-1252', undefined],
  ])('%s', (_what, bytes, encoding, candidates) => {
    const trials = new EncodingTrials();
    trials.text(hex(bytes), false);
    const guess = trials.guess();
    expect(guess?.encoding).toBe(encoding);
    if (candidates)
      expect(guess?.candidates.slice(0, candidates.length)).toEqual(candidates.slice(0, guess?.candidates.length));
  });

  it('drops an encoding at the first text it cannot read', () => {
    const trials = new EncodingTrials();
    trials.text(hex('e7bd91e6a0bc'), false);
    expect(trials.guess()?.encoding).toBe('utf-8');
    trials.text(hex('bcf2cce5'), false);
    expect(trials.guess()).toMatchObject({ encoding: 'gb18030', candidates: ['gb18030', 'big5'] });
  });

  it('accepts a last character cut off by the width of the field, and only there', () => {
    const cut = hex('e7bd91 e6a0');
    const full = new EncodingTrials();
    full.text(cut, true);
    expect(full.guess()?.encoding).toBe('utf-8');
    const loose = new EncodingTrials();
    loose.text(cut, false);
    expect(loose.guess()?.candidates ?? []).not.toContain('utf-8');
  });

  it('has no answer when nothing reads the text', () => {
    const trials = new EncodingTrials();
    trials.text(hex('ffff20ff'), false);
    expect(trials.guess()).toBeUndefined();
  });
});
