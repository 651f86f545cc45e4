import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../../../server/positions/rules/fix-check.ts';
import { isJump, judgeFix, type Track } from '../../../server/positions/rules/judge-fix.ts';
import { KnownFixes } from '../../../server/positions/rules/known-fixes.ts';

/** At t seconds, so many metres east of the start; about 103.7 units a metre. */
function at(seconds: number, metres: number, accuracyM = 8): Position {
  const x = 1_170_000_000 + Math.round(metres * 103.6);
  return { t: seconds * 1000, x, y: 300_000_000, accuracyM, coarse: accuracyM > 200, speed: -1, course: -1 };
}

function track(): Track {
  return { last: null, kept: null, suspect: null, known: new KnownFixes() };
}

function judged(...fixes: (Position | [Position, string])[]): string[] {
  const one = track();
  return fixes.map((fix) => (Array.isArray(fix) ? judgeFix(one, fix[0], fix[1]) : judgeFix(one, fix, undefined)));
}

describe('the chain of one worker', () => {
  it.each<[string, (Position | [Position, string])[], string[]]>([
    ['a walk', [at(0, 0), at(10, 12), at(20, 24)], ['accepted', 'accepted', 'accepted']],
    ['the same time again', [at(0, 0), at(0, 0)], ['accepted', 'duplicate']],
    ['the same time elsewhere', [at(0, 0), at(0, 500)], ['accepted', 'duplicate']],
    [
      'the same id at another time',
      [
        [at(0, 0), 'a'],
        [at(10, 20), 'a'],
      ],
      ['accepted', 'duplicate'],
    ],
    [
      'ids of their own',
      [
        [at(0, 0), 'a'],
        [at(10, 20), 'b'],
      ],
      ['accepted', 'accepted'],
    ],
    ['an older one', [at(0, 0), at(20, 24), at(10, 12)], ['accepted', 'accepted', 'stale']],
    [
      'an older one again',
      [at(0, 0), at(20, 24), at(10, 12), at(10, 12)],
      [...['accepted', 'accepted'], 'stale', 'duplicate'],
    ],
    [
      'an older one far away moves nothing',
      [at(0, 0), at(20, 24), at(10, 90_000), at(30, 36)],
      [...['accepted', 'accepted', 'stale'], 'accepted'],
    ],
    ['one jump, and back', [at(0, 0), at(10, 5_000), at(20, 24)], ['accepted', 'jump', 'accepted']],
    ['a jump that is confirmed', [at(0, 0), at(10, 5_000), at(20, 5_012)], ['accepted', 'jump', 'accepted']],
    ['two jumps to different places', [at(0, 0), at(10, 5_000), at(20, -9_000)], ['accepted', 'jump', 'jump']],
    ['a jump told again', [at(0, 0), at(10, 5_000), at(10, 5_000)], ['accepted', 'jump', 'jump']],
    ['fast, but not too fast', [at(0, 0), at(10, 590)], ['accepted', 'accepted']],
    ['a jump as large as the error', [at(0, 0, 150), at(4, 530, 150)], ['accepted', 'accepted']],
    ['far away after three minutes', [at(0, 0), at(180, 50_000)], ['accepted', 'accepted']],
    ['too soon', [at(0, 0), at(2, 40)], ['accepted', 'coalesced']],
    [
      'standing still',
      [at(0, 0), at(10, 2), at(20, 4), at(30, 1)],
      ['accepted', 'coalesced', 'coalesced', 'coalesced'],
    ],
    ['creeping away', [at(0, 0), at(10, 3), at(20, 6)], ['accepted', 'coalesced', 'accepted']],
    ['still within the error', [at(0, 0, 18), at(10, 8, 18), at(20, 11, 18)], ['accepted', 'coalesced', 'accepted']],
    [
      'standing still for three minutes',
      [at(0, 0), at(90, 1), at(180, 1), at(190, 1)],
      [...['accepted', 'coalesced'], 'accepted', 'coalesced'],
    ],
    ['coarse', [at(0, 0, 500)], ['accepted']],
    ['coarse, then better at the same place', [at(0, 0, 500), at(10, 0)], ['accepted', 'accepted']],
    ['coarse right after a good one', [at(0, 0), at(1, 300, 900)], ['accepted', 'coalesced']],
  ])('%s', (_name, fixes, expected) => {
    expect(judged(...fixes)).toEqual(expected);
  });

  it('forgets ids and times only when many others have come', () => {
    const one = track();
    for (let i = 0; i < 300; i++) expect(judgeFix(one, at(i * 10, i * 12), `c${i}`)).toBe('accepted');
    expect(judgeFix(one, at(100 * 10, 0), undefined)).toBe('duplicate');
    expect(judgeFix(one, at(5000, 4000), 'c100')).toBe('duplicate');
    // of the first it is only known that it is old: the table knows the rest
    expect(judgeFix(one, at(0, 0), 'c0')).toBe('stale');
  });

  it('takes again what could not be written', () => {
    const one = track();
    judgeFix(one, at(0, 0), 'a');
    one.known.forget(0, 'a');
    expect(judgeFix(one, at(0, 0), 'a')).toBe('stale');
  });

  const walk = fc.array(
    fc.record({
      seconds: fc.integer({ min: 0, max: 3600 }),
      metres: fc.integer({ min: -20_000, max: 20_000 }),
      accuracy: fc.integer({ min: 1, max: 400 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it('answers a repeat of what it took with duplicate, and the newest never goes back', () => {
    fc.assert(
      fc.property(walk, (fixes) => {
        const one = track();
        for (const { seconds, metres, accuracy } of fixes) {
          const before = one.last?.t ?? Number.NEGATIVE_INFINITY;
          const answer = judgeFix(one, at(seconds, metres, accuracy), undefined);
          expect(one.last!.t).toBeGreaterThanOrEqual(before);
          if (answer !== 'jump') expect(judgeFix(one, at(seconds, metres, accuracy), undefined)).toBe('duplicate');
        }
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it('keeps one in three minutes of whoever keeps telling, and never two that jump', () => {
    fc.assert(
      fc.property(walk, (fixes) => {
        const one = track();
        let keptAt = Number.NEGATIVE_INFINITY;
        let last: Position | null = null;
        for (const { seconds, metres, accuracy } of [...fixes].sort((a, b) => a.seconds - b.seconds)) {
          const fix = at(seconds, metres, accuracy);
          const suspect = one.suspect;
          const answer = judgeFix(one, fix, undefined);
          if (answer === 'coalesced') expect(fix.t - keptAt).toBeLessThan(180_000);
          if (answer === 'accepted') keptAt = fix.t;
          if (answer === 'accepted' && last !== null && fix.t - last.t < 180_000 && isJump(last, fix)) {
            expect(suspect !== null && !isJump(suspect, fix)).toBe(true);
          }
          if (answer === 'accepted' || answer === 'coalesced') last = fix;
        }
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
