// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry, Task } from '../../client/field/queue/entry.ts';
import { Conflict, reworded, wordsOf } from '../../client/field/screens/conflict.tsx';
import { PassOn } from '../../client/field/screens/pass-on.tsx';
import { Report } from '../../client/field/screens/report.tsx';
import { StepForm } from '../../client/field/screens/step-form.tsx';
import { VisitForm } from '../../client/field/screens/visit.tsx';
import { expected } from '../../client/field/state/expected.ts';
import { who } from '../../client/field/state/me.ts';
import { open, outbox } from '../../client/field/state/outbox.ts';
import * as parts from '../../client/field/state/parts.ts';
import { position } from '../../client/field/state/position.ts';
import { followAddress, go } from '../../client/field/state/route.ts';
import { now, shift } from '../../client/field/state/shift.ts';
import { mine, toCheck } from '../../client/field/state/tasks.ts';
import { visitRows } from '../../client/field/state/visit-list.ts';
import { loadProblemTexts } from '../../client/state/problem-texts.ts';
import type { DutyMe } from '../../server/contract/duty.ts';
import type { AllowedStep } from '../../server/contract/events.ts';
import { sampleCard, sampleCategory, sampleEvent } from '../support/sample-event.ts';

vi.mock('../../client/field/store/database.ts', () => import('../support/field-database.ts'));

const GRID = '341921001001001';
const T0 = Date.parse('2026-11-30T02:00:00Z');
const HERE = { t: T0, lon: 117.0305, lat: 30.0505, accuracyM: 8, speed: null, course: null };
const SHIFT = '00000000-0000-4000-8000-0000000000aa';

const DUTY = {
  worker: {
    ...{
      id: 1,
      code: 'W1',
      county: '341921',
      area: '341921001001',
      name: '陈晓岚',
      phone: null,
      login: 'chen',
      left: null,
    },
    posts: [
      {
        id: 1,
        grid: GRID,
        gridName: '一网格',
        role: 'leader',
        worker: 1,
        holder: '陈晓岚',
        phone: null,
        from: '2026-01-01T00:00:00Z',
        to: null,
      },
    ],
  },
  settings: { visitDays: 90, nearM: 30, outAt: null, positionIntervalS: 30 },
  emergencyIntervalS: null,
  shift: { id: SHIFT, worker: 1, dueAt: null, inAt: '2026-11-30T00:30:00Z', outAt: null },
  due: null,
  today: { shifts: [], households: 0, visits: 0, spotChecks: 0, patrols: 0 },
  notice: { version: 1, seen: '2026-11-01T00:00:00Z' },
} as unknown as DutyMe;

const building = (code: string, name: string, lon: number, households: number | null = 10): parts.Building => ({
  ...{ code, name, grid: GRID, lon, lat: 30.0505, households, footprint: null },
});
const visited = (place: string, lastVisit: string | null) => ({ place, lastVisit, days: null }) as never;
const task = (): Task | undefined => open.value.at(-1)?.task;
const hold = (signal: { now: { value: unknown } }, value: unknown) => {
  signal.now.value = { value, at: T0 };
};

beforeEach(async () => {
  await loadProblemTexts();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  HTMLDialogElement.prototype.showModal = function show(this: HTMLDialogElement) {
    this.open = true;
  };
  who.value = { login: 'chen', name: '陈晓岚', grants: [{ role: 'worker', area: '341921' }], demo: false };
  now.value = T0;
  position.value = HERE;
  hold(parts.duty, DUTY);
  hold(parts.buildings, [
    building('b1', '1号楼', 117.0306),
    building('b2', '2号楼', 117.04),
    building('b3', '3号楼', 117.031),
  ]);
  hold(parts.unvisited, [
    visited('b1', '2026-11-29T00:00:00Z'),
    visited('b2', '2026-10-01T00:00:00Z'),
    visited('b3', null),
  ]);
  hold(parts.categories, [sampleCategory('0101', '暴露垃圾'), sampleCategory('0103', '道路积水')]);
  hold(parts.rows, []);
  hold(parts.cards, {});
});
afterEach(async () => {
  cleanup();
  for (const { id } of outbox.entries.value) await outbox.drop(id);
  vi.unstubAllGlobals();
});

describe('a visit', () => {
  it('is counted, placed and kept, and waits for no network', async () => {
    followAddress();
    go('visit', 'b1');
    await waitFor(() => expect(window.location.hash).toContain('b1'));
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    render(<VisitForm />);
    fireEvent.click(screen.getByLabelText('见到几户加一'));
    fireEvent.click(screen.getByLabelText('见到几户加一'));
    fireEvent.click(screen.getByLabelText('矛盾纠纷加一'));
    fireEvent.click(screen.getByText('保存走访'));
    await waitFor(() => expect(open.value).toHaveLength(1));
    expect(task()).toMatchObject({
      kind: 'visit',
      body: { place: 'b1', kind: 'visit', households: 2, needs: { dispute: 1 }, lon: HERE.lon, accuracyM: 8 },
    });
  });

  it('is offered first where nobody has been for longest, what waits last, or by distance', async () => {
    const names = (order: 'longest' | 'nearest') => visitRows(order, '').map(({ building: { code } }) => code);
    expect(names('longest')).toEqual(['b3', 'b2', 'b1']);
    expect(names('nearest')).toEqual(['b1', 'b3', 'b2']);
    const body = { id: 'v', place: 'b3', kind: 'visit', households: 1 } as const;
    await outbox.add([{ id: 'v', subject: 'v', label: '3号楼', task: { kind: 'visit', body } }]);
    expect(names('longest')).toEqual(['b2', 'b1', 'b3']);
    expect(visitRows('longest', '2号').map(({ building: { code } }) => code)).toEqual(['b2']);
  });
});

describe('a report', () => {
  it('needs a kind and a place, and can be taken back', async () => {
    render(<Report />);
    expect(screen.getByText('就在这里，上报').closest('button')?.disabled).toBe(true);
    fireEvent.click(screen.getByText('道路积水'));
    fireEvent.click(screen.getByText('就在这里，上报'));
    await waitFor(() => expect(open.value).toHaveLength(1));
    expect(task()).toMatchObject({
      kind: 'report',
      body: { category: '0103', text: '道路积水，见现场情况', channel: 'worker', lon: HERE.lon, area: '341921001001' },
    });
    expect(open.value[0]!.notBefore).toBeGreaterThan(open.value[0]!.madeAt);
    await outbox.drop(open.value[0]!.id);
    expect(open.value).toEqual([]);
  });

  it('at a building names the building, and nothing is guessed of where it is', async () => {
    render(<Report />);
    fireEvent.click(screen.getByText('暴露垃圾'));
    fireEvent.click(screen.getByText('在某栋楼'));
    fireEvent.click(screen.getByText('2号楼'));
    await waitFor(() => expect(open.value).toHaveLength(1));
    expect(task()).toMatchObject({ body: { place: 'b2' } });
    expect(task()).not.toMatchObject({ body: { lon: expect.anything() } });
  });

  it('that says it is solved needs a photo', () => {
    render(<Report />);
    fireEvent.click(screen.getByText('暴露垃圾'));
    fireEvent.click(screen.getByLabelText('已就地解决'));
    expect(screen.getByText('就地解决需要一张现场照片')).toBeTruthy();
    expect(screen.getByText('就在这里，上报').closest('button')?.disabled).toBe(true);
  });
});

const allow = (step: AllowedStep['step'], needs: AllowedStep['needs'] = [], next = false): AllowedStep => ({
  ...{ step, to: 'handling', needs, next },
});

describe('a step', () => {
  const event = sampleEvent({
    state: 'dispatched',
    version: 4,
    handler: { kind: 'worker', code: 'chen', name: '陈晓岚' },
  });
  const card = sampleCard(event, { allowed: [allow('handle', [], true), allow('return', ['why'])] });

  it('asks for what it needs, and names the story it was decided on', async () => {
    hold(parts.cards, { [event.id]: { card, tag: '"7-4"' } });
    render(<StepForm card={card} allowed={allow('return', ['why'])} close={() => {}} />);
    const send = screen.getByText('确定退回') as HTMLButtonElement;
    expect(send.disabled).toBe(true);
    fireEvent.input(screen.getByLabelText(/理由/), { target: { value: '不属于本网格' } });
    fireEvent.click(send);
    await waitFor(() => expect(open.value).toHaveLength(1));
    expect(task()).toMatchObject({
      kind: 'step',
      event: event.id,
      seen: { tag: '"7-4"', version: 4 },
      body: { step: 'return', why: '不属于本网格' },
    });
  });

  it('is followed by the one that comes after it, before anybody has heard of it', () => {
    const waiting = [{ task: { kind: 'step', body: { step: 'handle' } } }] as unknown as Entry[];
    expect(expected(card.allowed, []).map(({ step }) => step)).toEqual(['handle', 'return']);
    expect(expected(card.allowed, waiting).map(({ step }) => step)).toEqual([
      'feedback',
      'ask-extend',
      'ask-suspend',
      'return',
    ]);
    const both = [...waiting, { task: { kind: 'step', body: { step: 'feedback' } } }] as unknown as Entry[];
    expect(expected(card.allowed, both)).toEqual([]);
  });

  it('passes a task on: back to the office with a name, or on at once by whoever may', async () => {
    hold(parts.cards, { [event.id]: { card, tag: '"7-4"' } });
    hold(parts.colleagues, [{ ...DUTY.worker!, id: 2, name: '罗建平', login: 'luo', posts: [] }]);
    const pass = async () => {
      const shown = render(<PassOn card={card} close={() => {}} />);
      fireEvent.click(screen.getByLabelText(/罗建平/));
      fireEvent.input(screen.getByLabelText('转交理由'), { target: { value: '明天我轮休' } });
      fireEvent.click(screen.getAllByText('转交').at(-1)!);
      await waitFor(() => expect(open.value.length).toBeGreaterThan(0));
      shown.unmount();
    };
    await pass();
    expect(task()).toMatchObject({ body: { step: 'return', why: '转交罗建平：明天我轮休' } });
    await outbox.drop(open.value[0]!.id);
    who.value = { login: 'chen', name: '陈晓岚', grants: [{ role: 'dispatcher', area: '341921001001' }], demo: false };
    await pass();
    await waitFor(() => expect(open.value).toHaveLength(2));
    expect(task()).toMatchObject({ seen: null, body: { step: 'dispatch', handler: { kind: 'worker', code: 'luo' } } });
  });

  it('is mine while I have it in hand, and for my grid when it waits to be looked at', () => {
    const handled = sampleEvent({ state: 'handled' });
    const others = sampleEvent({ state: 'handled', grid: '341921001001002' });
    hold(parts.rows, [event, handled, others]);
    hold(parts.cards, { [handled.id]: { card: sampleCard(handled, { allowed: [allow('verify')] }), tag: '""' } });
    expect(mine(T0).map(({ row }) => row.id)).toEqual([event.id]);
    expect(toCheck(T0).map(({ row }) => row.id)).toEqual([handled.id]);
    hold(parts.cards, { [handled.id]: { card: sampleCard(handled, { allowed: [allow('note')] }), tag: '""' } });
    expect(toCheck(T0)).toEqual([]);
  });
});

describe('a conflict', () => {
  const entry = (change: Partial<Entry>): Entry => ({
    ...{
      id: 'x',
      login: 'chen',
      seq: 1,
      subject: 'x',
      after: [],
      label: '1号楼',
      madeAt: T0,
      tries: 1,
      notBefore: 0,
      sentAt: null,
    },
    ...{ standing: 'conflict', task: { kind: 'visit', body: { id: 'x', place: 'b1', kind: 'visit', households: 99 } } },
    problem: { code: 'off-duty', status: 409, params: {} },
    ...change,
  });

  it('is explained in words and can be mended or dropped', () => {
    const drop = vi.fn();
    render(<Conflict entry={entry({})} drop={drop} />);
    expect(screen.getByRole('status').textContent).toBe('那个时间不在岗，走访没有被接受。');
    fireEvent.click(screen.getByText('修改后再发'));
    expect((screen.getByLabelText('见到几户') as HTMLInputElement).value).toBe('99');
    fireEvent.click(screen.getByText('不发送了'));
    expect(drop).toHaveBeenCalledOnce();
  });

  it('over a step tells what others did, and offers no second try when it is not possible any more', () => {
    const since = [
      {
        seq: 5,
        id: 'y',
        step: 'return',
        at: '2026-11-30T01:50:00Z',
        recordedAt: '2026-11-30T01:50:00Z',
        actor: 'li',
        why: '派错了',
        state: 'routed',
        detail: {},
      },
    ] as never;
    const step: Task = { kind: 'step', event: 'e', seen: null, body: { id: 'x', step: 'handle' } };
    const problem = { code: 'precondition-failed', status: 412, params: {}, since, state: 'routed', possible: false };
    render(<Conflict entry={entry({ task: step, problem })} drop={() => {}} />);
    expect(document.body.textContent).toContain('派错了');
    expect(document.body.textContent).toContain('不能再进行这一步');
    expect(screen.queryByText('仍要开始处置')).toBeNull();
  });

  it.each<[Task, string, Task]>([
    [
      { kind: 'visit', body: { id: 'v', place: 'b', kind: 'visit', households: 9, note: 'a' } },
      '',
      { kind: 'visit', body: { id: 'v', place: 'b', kind: 'visit', households: 3 } },
    ],
    [
      { kind: 'step', event: 'e', seen: null, body: { id: 's', step: 'note', why: 'a' } },
      ' b ',
      { kind: 'step', event: 'e', seen: null, body: { id: 's', step: 'note', why: 'b' } },
    ],
    [
      { kind: 'report', body: { id: 'r', category: '0101', text: 'a', channel: 'worker' } },
      '',
      { kind: 'report', body: { id: 'r', category: '0101', text: 'a', channel: 'worker' } },
    ],
    [{ kind: 'notice', version: 1 }, 'b', { kind: 'notice', version: 1 }],
  ])('of %j with the words %j becomes %j', (before, words, after) => {
    expect(reworded(before, words, 3)).toEqual(after);
    expect(wordsOf({ kind: 'notice', version: 1 })).toBeNull();
  });
});

describe('the duty', () => {
  it('is what the service said, with what waits on top, and ends by itself', async () => {
    expect(shift.value).toEqual({ id: SHIFT, since: Date.parse('2026-11-30T00:30:00Z'), unsent: false });
    await outbox.add([{ id: 'out', subject: 'duty:chen', label: '', task: { kind: 'sign-out', body: { id: SHIFT } } }]);
    expect(shift.value).toBeNull();
    const id = '00000000-0000-4000-8000-0000000000bb';
    await outbox.add([{ id, subject: 'duty:chen', label: '', task: { kind: 'sign-in', body: { id } } }]);
    now.value = Date.now();
    expect(shift.value).toMatchObject({ id, unsent: true });
    now.value = Date.now() + 25 * 3_600_000;
    expect(shift.value).toBeNull();
  });
});
