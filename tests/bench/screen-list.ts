/**
 * The screens whose readiness is measured: where each is, who looks at it, and when it is of use, as a sentence and as a question to its
 * document. The map of a screen is drawn when the map library has nothing left to load or draw.
 */
export interface Screen {
  readonly name: string;
  /** From the root; `PLAN` stands for the number of the plan. */
  readonly path: string;
  readonly who: 'office' | 'worker' | 'anybody';
  readonly ready: string;
  /** JavaScript that is true then. */
  readonly test: string;
}

const has = (selector: string): string => `document.querySelector(${JSON.stringify(selector)}) !== null`;
const DRAWN = has('.map[data-map="idle"]');
/** Deck, which draws the heat, is fetched apart; what it has to draw is in the next frame of the map. */
const FETCHED_DECK = `performance.getEntriesByType('resource').some(({ name }) => name.includes('/events-deck-'))`;
const rows = (selector: string, least: number): string =>
  `document.querySelectorAll(${JSON.stringify(selector)}).length >= ${least}`;
/** Of the list of grids that the rows in sight are cut from. */
const all = (selector: string, least: number): string =>
  `Number(document.querySelector(${JSON.stringify(selector)})?.getAttribute('aria-rowcount')) >= ${least}`;
const both = (...tests: string[]): string => tests.map((test) => `(${test})`).join(' && ');
const text = (selector: string, pattern: string): string =>
  `/${pattern}/.test(document.querySelector(${JSON.stringify(selector)})?.textContent ?? '')`;

export const screens = (county: string): Screen[] => [
  {
    ...{ name: '地图: the map', path: '/#/map', who: 'office' },
    ready: 'every grid is in the table and on the drawn map',
    test: both(all('[role="grid"], [role="table"]', 2000), DRAWN),
  },
  {
    ...{ name: '地图, near: buildings', path: '/#/map&map=16/30.53/114.35', who: 'office' },
    ready: 'the same, with the buildings of what is looked at',
    test: both(all('[role="grid"], [role="table"]', 2000), DRAWN, has('[data-map]')),
  },
  {
    ...{ name: '审计: findings', path: '/#/audit', who: 'office' },
    ready: 'the sentence of the last check, its findings in the list, and marked on the drawn map',
    test: both(has('.audit .sentence, .audit-top p'), rows('.table.findings [role="row"]', 5), DRAWN),
  },
  {
    ...{ name: '审计: areas', path: '/#/audit/areas', who: 'office' },
    ready: 'a row for each street, the map drawn',
    test: both(rows('.audit .parts li', 8), DRAWN),
  },
  {
    ...{ name: '审计: balance', path: '/#/audit/balance', who: 'office' },
    ready: 'the histogram and the worst grids, the map drawn',
    test: both(rows('.audit .worst li', 10), DRAWN),
  },
  {
    ...{ name: '审计: presence', path: '/#/audit/presence', who: 'office' },
    ready: 'the table of the workers of the period, the map drawn',
    test: both(has('.audit .presence table, .audit .presence [role="row"], .audit .presence li'), DRAWN),
  },
  {
    ...{ name: '规划: plans', path: '/#/plan', who: 'office' },
    ready: 'every plan in the list, the map drawn',
    test: both(rows('.plan-rows li', 1), DRAWN),
  },
  {
    ...{ name: '规划: drawing in a plan of the county', path: '/#/plan/PLAN', who: 'office' },
    ready: 'numbers of every grid in the list, tools at hand, cells drawn',
    test: both(all('.plan-grids, .plan-grids [role="grid"]', 2000), has('.plan-summary'), DRAWN),
  },
  {
    ...{ name: '规划: proposals', path: '/#/plan/PLAN/propose', who: 'office' },
    ready: 'methods can be chosen, the plan drawn',
    test: both(has('.plan .propose button'), DRAWN),
  },
  {
    ...{ name: '规划: comparing', path: '/#/plan/PLAN/compare', who: 'office' },
    ready: 'both sides are known and drawn',
    test: both(has('.compare[aria-busy="false"]'), DRAWN),
  },
  {
    ...{ name: '规划: review', path: '/#/plan/PLAN/review', who: 'office' },
    ready: 'the findings against the plan and the next step, the map drawn',
    test: both(has('.next-steps button'), has('.review-scroll .effects button'), DRAWN),
  },
  {
    ...{ name: '指挥: events', path: '/#/command', who: 'office' },
    ready: 'the stream is open, the open events in the list and on the drawn map',
    test: both(has('.freshness[data-state="live"]'), rows('[data-event]', 8), DRAWN),
  },
  {
    ...{ name: '指挥: people and positions', path: '/#/command/people', who: 'office' },
    ready: 'who is on duty in the list and on the drawn map',
    test: both(all('.people-table', 400), rows('.people-table [role="row"]', 5), DRAWN),
  },
  {
    ...{ name: '指挥: density', path: '/#/command/density', who: 'office' },
    ready: 'the events of the period have come, their heat drawn',
    test: both(has('.density'), `!${has('.standing')}`, FETCHED_DECK, DRAWN),
  },
  {
    ...{ name: '指挥: statistics', path: '/#/command/figures', who: 'office' },
    ready: 'total, trend and a row for each group, the map drawn',
    test: both(
      has('.event-figures[aria-busy="false"]'),
      rows('.event-figures tbody tr, .event-figures [role="row"]', 3),
      DRAWN,
    ),
  },
  {
    ...{ name: '指挥: settings and administration', path: '/#/command/rules', who: 'office' },
    ready: 'the categories with their limits, the map drawn',
    test: both(rows('.command-rules .rule-line', 10), DRAWN),
  },
  {
    ...{ name: '大屏: the wall', path: '/#/wall', who: 'office' },
    ready: 'numbers, ranking and the newest, the map drawn',
    test: both(rows('.wall-ranking li', 3), rows('.wall-newest li', 3), text('.wall-numbers', '[0-9]'), DRAWN),
  },
  {
    ...{ name: '导入: imports', path: '/#/import', who: 'office' },
    ready: 'a file can be chosen, the map drawn',
    test: both(has('.panel input[type="file"], .panel label, .panel .drop'), DRAWN),
  },
  {
    ...{ name: '登录: signing in', path: '/#/access', who: 'office' },
    ready: 'the form can be filled in, the map drawn',
    test: both(has('#login'), DRAWN),
  },
  {
    ...{ name: '查询 /kiosk in a hall', path: `/kiosk?area=${county}001001`, who: 'anybody' },
    ready: 'the map of the area is drawn and the search takes letters',
    test: both(has('.kiosk .map-frame svg path'), has('.kiosk .search')),
  },
  {
    ...{ name: '查询 /kiosk of the whole county', path: `/kiosk?area=${county}`, who: 'anybody' },
    ready: 'the same',
    test: both(has('.kiosk .map-frame svg path'), has('.kiosk .search')),
  },
  {
    ...{ name: '外勤 /field on a phone', path: '/field', who: 'worker' },
    ready: 'duty, the own grid with its sketch, and the numbers of the day',
    test: both(has('.duty-card'), has('.grid-card .sketch path'), has('.numbers')),
  },
];
