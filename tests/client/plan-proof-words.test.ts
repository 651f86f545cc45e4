// @vitest-environment happy-dom
/** Proofs in words: one wording, whoever speaks of them, with places and grids by name where they are known. */
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../client/state/language.ts';
import { cellsOfProof, isProof, outsideSentence, proofSentences } from '../../client/workspaces/plan/proof-words.ts';
import type { OutsideProof } from '../../server/contract/plan-publish.ts';
import type { Proof } from '../../server/partition/proofs/proof.ts';

const STANDARD = { min: 150, max: 400 };
const causes = { whileFixed: [] as string[], whilePinned: false };
const OVERSIZED: Proof = { kind: 'oversized', cells: [3], households: 480, ...causes };
const NO_COUNT: Proof = { kind: 'no-count', cells: [3, 4], households: 230, least: 30, ...causes };
const TOWER: Proof = { kind: 'pocket', cells: [3], sides: [{ cells: [1], households: 90 }], least: 60, ...causes };
const POCKET: Proof = {
  kind: 'pocket',
  cells: [9, 3],
  sides: [
    { cells: [1], households: 90 },
    { cells: [2], households: 80 },
  ],
  least: 12,
  ...causes,
};
const NO_GRID: Proof = { kind: 'no-grid', cells: [3, 5], sets: 1200, ...causes };

const placeName = (cell: number) => (cell === 3 ? '7号楼' : null);
const gridName = (key: string) => `格${key}`;

afterEach(() => setLanguage('zh-CN'));

describe('proofs in words', () => {
  it.each<[Proof, string]>([
    [OVERSIZED, '7号楼有 480 户必须在同一个网格里，已超过上限 400 户，怎么划都会超。'],
    [NO_COUNT, '这一片相连，共 230 户，不论分成几个网格，都不能全在 150–400 户之间，合计至少相差 30 户。'],
    [POCKET, '有 2 片（共 170 户）只能经过这里与外面相连，不论各片划给谁多少户，总有网格不达标，合计至少相差 12 户。'],
    [TOWER, '有一片（90 户）只能经过7号楼与外面相连，不论怎么划，总有网格不达标，合计至少相差 60 户。'],
    [NO_GRID, '凡是包含7号楼等 2 处的相连范围，都落不到 150–400 户之间（1,200 种已逐一查过）。'],
  ])('say what cannot be, where and by how much: %j', (proof, words) => {
    expect(proofSentences(proof, STANDARD, gridName, placeName)).toEqual([words]);
  });

  it('name what could be released, a sentence each', () => {
    const proof = { ...NO_COUNT, whileFixed: ['001', '007'], whilePinned: true };
    const [, ...rest] = proofSentences(proof, STANDARD, gridName);
    expect(rest).toHaveLength(2);
    expect(rest[0]).toContain('格001、格007');
    expect(rest[1]).toContain('约束');
  });

  it.each<[OutsideProof, Proof]>([
    [{ code: 'oversized', params: { households: 480 }, cells: [] }, OVERSIZED],
    [{ code: 'no-count', params: { households: 230, least: 30 }, cells: [] }, NO_COUNT],
    [{ code: 'pocket', params: { sides: 2, households: 170, least: 12 }, cells: [] }, POCKET],
    [{ code: 'pocket', params: { sides: 1, households: 90, least: 60 }, cells: [] }, TOWER],
    [{ code: 'no-grid', params: { sets: 1200 }, cells: [] }, NO_GRID],
  ])('are the same before publishing: %j', (told, proof) => {
    expect([outsideSentence(told, STANDARD)]).toEqual(proofSentences(proof, STANDARD, gridName));
  });

  it.each(['zh-CN', 'en'] as const)('leave nothing open in %s', async (language) => {
    await setLanguage(language);
    for (const proof of [OVERSIZED, NO_COUNT, POCKET, TOWER, NO_GRID])
      for (const sentence of proofSentences({ ...proof, whileFixed: ['1'], whilePinned: true }, STANDARD, gridName))
        expect(sentence).toMatch(language === 'en' ? /^[^{}]+\.$/ : /^[^{}]+。$/);
  });

  it('speak of the cells themselves and of what lies behind them', () => {
    expect([...cellsOfProof(POCKET)]).toEqual([9, 3, 1, 2]);
    expect([...cellsOfProof(NO_COUNT)]).toEqual([3, 4]);
  });

  it.each([
    [{ kind: 'oversized', cells: [1] }, true],
    [{ kind: 'oversized' }, false],
    [{ kind: 'of-tomorrow', cells: [1] }, false],
    [{}, false],
  ])('are told from records of another kind: %j', (record, known) => {
    expect(isProof(record)).toBe(known);
  });
});
