/** What the loop runs by, over HTTP on both databases: dictionaries, files of categories, calendars, settings, units. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { loadSamples } from '../../../server/events/samples.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk, tokenOver } from '../../support/event-desk.ts';
import { COUNTY } from '../../support/small-county.ts';

const DICTIONARY = '/api/event-dictionaries/sample';

eachDatabase((_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(await open());
  });
  afterAll(() => desk.close());

  const dictionary = async (url = DICTIONARY) => {
    const answer = await desk.ask('GET', url, undefined, desk.tokens.dispatcher);
    return { ...answer.body, tag: String(answer.headers.etag) };
  };
  const csv = (url: string, text: string | Buffer, tag?: string) =>
    desk.ask('POST', url, text, desk.tokens.admin, {
      'content-type': 'text/csv',
      ...(tag === undefined ? {} : { 'if-match': tag }),
    });

  describe('the sample', () => {
    it('is there from the start, and a later start leaves what was edited', async () => {
      const before = await dictionary();
      expect([before.sample, before.version, before.categories.length > 20]).toEqual([true, 1, true]);
      const category = { ...before.categories[0], name: '改过的名字' };
      const put = await desk.ask('PUT', `${DICTIONARY}/categories/${category.code}`, category, desk.tokens.admin, {
        'if-match': before.tag,
      });
      expect([put.status, put.body.version, put.headers.etag]).toEqual([200, 2, '"dictionary-sample-2"']);
      await loadSamples(desk.service.db);
      expect((await dictionary()).categories[0].name).toBe('改过的名字');
    });
  });

  describe('a category', () => {
    it('needs the version it was edited on', async () => {
      const { categories, tag } = await dictionary();
      const put = (headers: Record<string, string>) =>
        desk.ask('PUT', `${DICTIONARY}/categories/${categories[1].code}`, categories[1], desk.tokens.admin, headers);
      expect((await put({})).status).toBe(428);
      expect((await put({ 'if-match': '"dictionary-sample-1"' })).status).toBe(412);
      expect((await put({ 'if-match': tag })).status).toBe(200);
    });

    it('is edited for what is reported from then on; what runs keeps its limits', async () => {
      const event = await desk.reported({ category: '0103' });
      const { categories, tag } = await dictionary();
      const category = categories.find(({ code }: { code: string }) => code === '0103');
      const limits = { ...category.limits, handle: { amount: 9, unit: 'calendar-day' } };
      const edited = { ...category, limits, grade: 'major' };
      await desk.ask('PUT', `${DICTIONARY}/categories/0103`, edited, desk.tokens.admin, { 'if-match': tag });
      await desk.ask('PUT', '/api/event-units/u1', {
        code: 'u1',
        name: '中队',
        area: COUNTY,
        level: 'town',
        members: [],
      });
      const rule = async (id: string) => {
        await desk.step(id, 'file');
        await desk.step(id, 'dispatch', { handler: { kind: 'unit', code: 'u1' } });
        const { clocks, event: row } = await desk.card(id);
        return [row.grade, clocks.at(-1)!.rule];
      };
      expect(await rule(event.id)).toEqual(['ordinary', '4 working-hour']);
      expect(await rule((await desk.reported({ category: '0103' })).id)).toEqual(['major', '9 calendar-day']);
    });

    it('that is retired is taken by no new event, and is never taken away', async () => {
      const { categories, tag } = await dictionary();
      const category = { ...categories.find(({ code }: { code: string }) => code === '0107'), retired: true };
      await desk.ask('PUT', `${DICTIONARY}/categories/0107`, category, desk.tokens.admin, { 'if-match': tag });
      const refused = await desk.report({ category: '0107' });
      expect([refused.code, refused.body.params.retired]).toEqual(['category-unknown', true]);
      expect((await desk.ask('DELETE', `${DICTIONARY}/categories/0107`)).status).toBe(405);
    });

    it('with a code that does not begin with its major is refused', async () => {
      const { categories, tag } = await dictionary();
      const wrong = { ...categories[0], code: '9901' };
      const answer = await desk.ask('PUT', `${DICTIONARY}/categories/9901`, wrong, desk.tokens.admin, {
        'if-match': tag,
      });
      expect([answer.status, answer.code]).toEqual([422, 'category-invalid']);
    });
  });

  describe('a file of categories', () => {
    const HEAD = '代码,大类,小类,等级,流程,层级,派遣时限,处置时限,核查时限,停用';
    it('makes a dictionary, tells bad rows by number, and changes it when it comes again', async () => {
      const text = [
        HEAD,
        '0101,市容,垃圾,简易,就地解决,网格,2 工作时,4 工作时,1 工作日,',
        '0102,市容,积水,一般,社区协调,社区,30 紧急小时,1.5 工作日,2 自然日,否',
        '0103,市容,,一般,社区协调,社区,2 工作时,4 工作时,1 工作日,',
        '0104,市容,渣土,很大,社区协调,社区,2 工作时,4 工作时,1 工作日,',
        '0105,市容,渣土,一般,社区协调,社区,2 工作时,四小时,1 工作日,',
        'x1,市容,渣土,一般,社区协调,社区,2 工作时,4 工作时,1 工作日,',
        '0101,市容,重复,一般,社区协调,社区,2 工作时,4 工作时,1 工作日,',
      ].join('\n');
      const made = await csv('/api/event-dictionaries/city/import?name=%E6%9C%AC%E5%B8%82', text);
      expect(made.body).toMatchObject({ dictionary: 'city', version: 1, added: 2, changed: 0, same: 0, badRows: 5 });
      expect(made.body.bad.map(({ row, field, code }: Record<string, unknown>) => [row, field, code])).toEqual([
        [4, 'name', 'missing'],
        [5, 'grade', 'unknown-value'],
        [6, 'handle', 'limit-invalid'],
        [7, 'code', 'code-invalid'],
        [8, 'code', 'repeated'],
      ]);
      const city = await dictionary('/api/event-dictionaries/city');
      expect([city.name, city.sample]).toEqual(['本市', false]);
      expect(city.categories[1].limits).toEqual({
        dispatch: { amount: 30, unit: 'emergency-hour' },
        handle: { amount: 1.5, unit: 'working-day' },
        verify: { amount: 2, unit: 'calendar-day' },
      });
      const again = text.split('\n').slice(0, 3).join('\n').replace('积水', '道路积水');
      expect((await csv('/api/event-dictionaries/city/import', again)).status).toBe(428);
      const changed = await csv('/api/event-dictionaries/city/import', again, city.tag);
      expect(changed.body).toMatchObject({ version: 2, added: 0, changed: 1, same: 1, badRows: 0 });
    });

    it('is refused when it is no table of categories', async () => {
      expect((await csv('/api/event-dictionaries/none/import', 'a,b\n1,2')).body.params).toMatchObject({
        reason: 'columns-missing',
      });
      expect((await csv('/api/event-dictionaries/none/import', Buffer.of(0xff, 0xff, 0x80))).code).toBe(
        'file-unreadable',
      );
      expect((await desk.ask('GET', '/api/event-dictionaries/none')).code).toBe('dictionary-unknown');
      expect((await desk.ask('POST', '/api/event-dictionaries/none/import', { a: 1 })).status).toBe(415);
    });
  });

  it('a county chooses its dictionary; an event keeps the one it was reported with', async () => {
    const before = await desk.reported({ category: '0104' });
    const { body: settings } = await desk.ask(
      'GET',
      `/api/event-settings?county=${COUNTY}`,
      undefined,
      desk.tokens.dispatcher,
    );
    expect(settings).toMatchObject({ dictionary: 'sample', borderM: 15 });
    const url = `/api/event-settings?county=${COUNTY}`;
    expect((await desk.ask('PUT', url, { ...settings, dictionary: 'nowhere' })).code).toBe('dictionary-unknown');
    expect((await desk.ask('PUT', url, { ...settings, dictionary: 'city', borderM: 40 })).body.borderM).toBe(40);
    expect((await desk.report({ category: '0104' })).code).toBe('category-unknown');
    const after = await desk.reported({ category: '0102', lon: 117.0097, lat: 30.007 });
    expect(after.gridAlso).toBe(`${COMMUNITY}002`);
    expect((await desk.card(after.id)).dictionary).toBe('city');
    expect((await desk.card(before.id)).dictionary).toBe('sample');
    await desk.ask('PUT', url, settings);
  });

  it('a calendar says which days are not as their weekday says, for all and for one county', async () => {
    const url = '/api/calendar/2027';
    const get = (area = '') => desk.ask('GET', `${url}${area}`, undefined, desk.tokens.dispatcher);
    expect((await get()).body).toMatchObject({ year: 2027, area: null, known: false, days: [] });
    const days = [{ date: '2027-01-01', work: false, name: '元旦' }];
    const own = await desk.ask('PUT', `${url}?area=${COUNTY}`, { days, office: [{ from: '09:00', to: '17:00' }] });
    expect(own.body).toMatchObject({ area: COUNTY, known: true, days, office: [{ from: '09:00', to: '17:00' }] });
    expect((await get()).body.known).toBe(false);
    expect((await desk.ask('PUT', url, { days })).code, 'a county’s admin sets no calendar of all').toBe(
      'area-forbidden',
    );
    const wrong = await desk.ask('PUT', `${url}?area=${COUNTY}`, { days: [{ ...days[0], date: '2027-02-30' }] });
    expect([wrong.code, wrong.body.errors[0].pointer]).toEqual(['calendar-invalid', '/days/0/date']);
    expect((await desk.ask('PUT', `${url}?area=${COUNTY}`, { days: [{ ...days[0], date: '2026-01-01' }] })).code).toBe(
      'calendar-invalid',
    );
    expect((await desk.ask('GET', '/api/calendar/2026', undefined, desk.tokens.dispatcher)).body.known).toBe(true);
  });

  it('units are kept by the admin of their area, and looked at by those who dispatch', async () => {
    const unit = { code: 'zf', name: '执法队', area: `${COUNTY}001`, level: 'town', members: ['a', 'b'] };
    expect((await desk.ask('PUT', '/api/event-units/zf', unit)).body).toEqual(unit);
    const list = await desk.ask('GET', `/api/event-units?county=${COUNTY}`, undefined, desk.tokens.dispatcher);
    expect(list.body.units).toContainEqual(unit);
    const town = await tokenOver(desk.service.db, 'admin', `${COUNTY}002`);
    expect((await desk.ask('PUT', '/api/event-units/zf', { ...unit, area: `${COUNTY}002` }, town)).code).toBe(
      'area-forbidden',
    );
    expect((await desk.ask('DELETE', `/api/event-units/zf?county=${COUNTY}`, undefined, town)).code).toBe(
      'area-forbidden',
    );
    expect((await desk.ask('DELETE', `/api/event-units/zf?county=${COUNTY}`)).status).toBe(204);
    expect((await desk.ask('DELETE', `/api/event-units/zf?county=${COUNTY}`)).code).toBe('unit-unknown');
  });

  it('is changed by admins of every county concerned, and leaves audit rows', async () => {
    const { tag, categories } = await dictionary();
    const foreign = await tokenOver(desk.service.db, 'admin', '310000');
    const put = await desk.ask('PUT', `${DICTIONARY}/categories/0101`, categories[0], foreign, { 'if-match': tag });
    expect(put.code).toBe('area-forbidden');
    const url = `/api/event-settings?county=${COUNTY}`;
    const { body } = await desk.ask('GET', url);
    expect((await desk.ask('PUT', url, body, foreign)).code).toBe('area-forbidden');
    expect((await desk.ask('PUT', url, body, desk.tokens.dispatcher)).code).toBe('role-missing');
    const rows = await desk.service.db.query<{ action: string }>(sql`select distinct action from audit`);
    const actions = rows.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'dictionary.create',
        'dictionary.change',
        'calendar.change',
        'event-settings.change',
        'event-unit.change',
        'event-unit.delete',
      ]),
    );
  });
});
