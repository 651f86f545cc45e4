/** Initials of Chinese characters, from the table that is shipped. */
import { describe, expect, it } from 'vitest';
import { initialsFrom, lettersOf, readInitials } from '../../../server/kiosk/initials.ts';

describe('the initials of a character', () => {
  it.each([
    ['澜', 'l'],
    ['庭', 't'],
    ['花', 'h'],
    ['苑', 'y'],
    ['栋', 'd'],
    ['号', 'h'],
    // several readings, the usual one first
    ['长', 'cz'],
    ['重', 'zc'],
    ['厦', 'sx'],
    ['行', 'xh'],
    ['曾', 'cz'],
    ['乐', 'ly'],
    ['朝', 'cz'],
    // of hamlets in the hills
    ['畈', 'f'],
    ['塝', 'b'],
    ['埂', 'g'],
    ['圩', 'xw'],
    ['垱', 'd'],
    // zh, ch, sh are z, c, s
    ['庄', 'z'],
    ['石', 'sd'],
    // a numeral is typed as a digit too
    ['二', 'e2'],
    ['〇', 'l0'],
  ])('%s → %s', async (character, letters) => {
    expect((await readInitials()).get(character)).toBe(letters);
  });

  it('knows every character of the basic plane that is in use, and nothing else', async () => {
    const initials = await readInitials();
    const common =
      '一丁七万丈三上下不与丑专且世丘丙业丛东丝丢两严丧个中丰串临丸丹为主丽举久么义之乌乍乎乏乐乒乓乔乖乘乙九乞也习乡书买乱乳了予争事';
    expect([...common].filter((character) => !initials.has(character))).toEqual([]);
    expect(initials.size).toBeGreaterThan(20_000);
    for (const character of ['A', '3', '·', ' ', 'の']) expect(initials.has(character)).toBe(false);
    for (const letters of initials.values()) expect(letters).toMatch(/^[a-z]+[0-9]?$|^[0-9]$/);
  });

  it('is told of the characters that occur, once each', () => {
    const initials = initialsFrom({ first: { h: '花', y: '苑' }, more: { w: '苑' } });
    expect(lettersOf(['花苑8栋A座', '花花'], initials)).toEqual({ 花: 'h', 苑: 'yw' });
  });
});
