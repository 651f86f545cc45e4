/** Workers from a file, on both databases: every row is told what is wrong with it, and all or nothing is taken. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post, Worker } from '../../../server/contract/workers.ts';
import { addAccount } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk } from '../../support/event-desk.ts';
import { multipartOf } from '../../support/multipart.ts';
import { COUNTY } from '../../support/small-county.ts';

const G = (number: string) => `${COMMUNITY}${number}`;

eachDatabase((_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(await open());
    await addAccount(desk.service.db, 'wang', [{ role: 'worker', area: COMMUNITY }]);
    await addAccount(desk.service.db, 'far', [{ role: 'worker', area: '990102' }]);
  });
  afterAll(() => desk.close());

  const load = (lines: string[], more: Record<string, unknown> = {}) =>
    desk.service.importText('workers', 'people.csv', lines.join('\n'), { county: COUNTY, ...more });
  const people = async () => (await desk.ask('GET', `/api/workers?area=${COUNTY}`)).body.workers as Worker[];
  const short = (all: Worker[]) =>
    all.map(({ code, name, phone, area, login, posts }) => [
      ...[code, name, phone, area, login],
      posts.map(({ role, grid }: Post) => `${role} ${grid.slice(-3)}`).join(),
    ]);

  const FILE = [
    '工号,姓名,联系电话,网格编码,岗位,账号',
    `A1,王敏,0000-2,${G('001')},网格员,wang`,
    `A1,王敏,0000-2,${G('002')},志愿者,`,
    `A2,孙警官,0000-5,${G('001')},社区民警,`,
    `A3,周楼长,,${G('00101')},楼栋长,`,
    'A4,吴律师,0000-6,,,',
  ];

  describe('a file of workers', () => {
    it('is taken whole: the post of that name becomes the worker’s, the others are opened', async () => {
      const job = await load(FILE);
      expect([job.state, job.report?.added, job.report?.accepted, job.problem]).toEqual(['done', 4, 5, null]);
      expect(short(await people()).sort()).toEqual([
        ['A1', '王敏', '0000-2', COMMUNITY, 'wang', 'worker 001,volunteer 002'],
        ['A2', '孙警官', '0000-5', COMMUNITY, null, 'police 001'],
        ['A3', '周楼长', null, COMMUNITY, null, 'micro 101'],
        ['A4', '吴律师', '0000-6', COUNTY, null, ''],
      ]);
      const posts = (await desk.ask('GET', `/api/posts?area=${COUNTY}`)).body.posts as Post[];
      expect(posts.filter(({ role, grid }) => role === 'worker' && grid === G('001')).length).toBe(1);
    });

    it('changes nothing when it comes again, and what differs when it differs', async () => {
      const again = await load(FILE);
      expect([again.report?.added, again.report?.changed, again.report?.unchanged]).toEqual([0, 0, 4]);
      const lines = ['code,name,phone,gridCode,role,to', `A2,孙警官,0000-7,${G('001')},police,2099-01-01`];
      const job = await load(lines);
      expect([job.report?.added, job.report?.changed, job.report?.unchanged]).toEqual([0, 1, 0]);
      const [sun] = (await people()).filter(({ code }) => code === 'A2');
      expect(sun?.posts).toMatchObject([{ phone: '0000-7', to: '2098-12-31T16:00:00.000Z' }]);
    });

    it('says of every row what is wrong, and takes none', async () => {
      const lines = [
        'code,name,area,login,role,gridCode,from,to',
        ',无码,,,,,,',
        'B 1,有空格,,,,,,',
        'B2,,,,,,,',
        'B3,区外,990102,,,,,',
        'B4,没有的社区,990101999,,,,,',
        `B5,没有网格,,,worker,${G('009')},,`,
        'B6,没有网格编码,,,worker,,,',
        `B7,没有岗位,,,,${G('001')},,`,
        `B8,怪岗位,,,king,${G('001')},,`,
        `B9,倒着,,,worker,${G('001')},2026-02-01,2026-01-01`,
        'C1,甲,,,,,,',
        `C1,乙,,,worker,${G('001')},,`,
        'C1,甲,,,,,,',
        'C2,生人,,nobody,,,,',
        'C3,外县账号,,far,,,,',
        'C4,别人的账号,,wang,,,,',
        'C5,日期,,,worker,990101001001001,30 February,',
      ];
      const before = short(await people());
      const job = await load(lines);
      const found = job
        .report!.items.filter(({ outcome }) => outcome === 'refused')
        .map(({ row, code }) => [row, code]);
      expect([job.state, found.sort(([a], [b]) => Number(a) - Number(b))]).toEqual([
        'refused',
        [
          ...[
            [1, 'code-missing'],
            [2, 'code-invalid'],
            [3, 'name-missing'],
            [4, 'area-unknown'],
            [5, 'area-unknown'],
          ],
          ...[
            [6, 'grid-unknown'],
            [7, 'post-incomplete'],
            [8, 'post-incomplete'],
            [9, 'choice-unknown'],
          ],
          ...[
            [10, 'period-invalid'],
            [12, 'worker-differs'],
            [13, 'duplicate'],
            [14, 'account-unknown'],
          ],
          ...[
            [15, 'account-unknown'],
            [16, 'account-taken'],
            [17, 'time-invalid'],
          ],
        ],
      ]);
      expect(short(await people())).toEqual(before);
    });

    it('is a planner’s, who links no accounts', async () => {
      const send = (token: string, lines: string[]) => {
        const parts = [
          { name: 'options', content: JSON.stringify({ county: COUNTY }) },
          { name: 'file', content: lines.join('\n'), fileName: 'people.csv' },
        ];
        const { payload, headers } = multipartOf(parts);
        return desk.ask('POST', '/api/imports?layer=workers', payload, token, headers);
      };
      expect((await send(desk.tokens.dispatcher, FILE)).code).toBe('role-missing');
      const ended = async (lines: string[], token: string) => {
        const { id } = (await send(token, lines)).body;
        return desk.service.imports.wait(id);
      };
      const refused = await ended(FILE, desk.tokens.planner);
      expect(refused.report?.items.map(({ row, code }) => [row, code])).toEqual([[1, 'account-admin-only']]);
      expect((await ended(FILE, desk.tokens.admin)).state).toBe('done');
      const plain = ['code,name', 'D1,普通'];
      expect((await ended(plain, desk.tokens.planner)).state).toBe('done');
    });
  });
});
