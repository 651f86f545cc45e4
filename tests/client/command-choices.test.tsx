// @vitest-environment happy-dom
/** Forms of a step whose answer is chosen from a list: the worker an event is sent to, the event it is merged into. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearBoard, noteRow } from '../../client/state/command/board.ts';
import { followCard } from '../../client/state/command/card.ts';
import { choose } from '../../client/state/command/chosen.ts';
import { queryOf } from '../../client/state/command/merge-targets.ts';
import { loadProblemTexts } from '../../client/state/problem-texts.ts';
import { EventCardView } from '../../client/workspaces/command/event-card.tsx';
import type { AllowedStep, EventCard, EventRow, EventWorker, StepBody } from '../../server/contract/events.ts';
import { sampleCard, sampleEvent } from '../support/sample-event.ts';

const WORKERS: readonly EventWorker[] = [
  { login: 'wangmin', name: '王敏', near: 'grid' },
  { login: 'zhaoqiang', name: '赵强', near: 'community' },
  { login: 'sunli', name: '孙立', near: 'town' },
];
const EVENT = sampleEvent({ serial: 107, state: 'filed' });
const NEAR = sampleEvent({ serial: 101, text: '桶边有散落垃圾', lat: 30.0505 });
const FAR = sampleEvent({ serial: 102, text: '垃圾未清运', lat: 30.06 });
const OTHER_KIND = sampleEvent({ serial: 103, text: '路灯不亮', category: '0201' });
const CLOSED = sampleEvent({ serial: 88, text: '垃圾桶满溢（早晨）', state: 'closed' });

const allow = (step: AllowedStep['step'], needs: AllowedStep['needs']): AllowedStep[] => [
  { step, to: 'filed', needs, next: true },
];
let card: EventCard;
let sent: StepBody[];
let asked: string[];
let found: EventRow[];
let numbered: EventRow[];
let workers: readonly EventWorker[] | null;

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', etag: '"107-1"' } });

beforeEach(async () => {
  await loadProblemTexts();
  sent = [];
  asked = [];
  found = [FAR];
  numbered = [CLOSED];
  workers = WORKERS;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'POST') {
      sent.push(JSON.parse(String(init.body)) as StepBody);
      return json({ ...EVENT, version: 2 }, 201);
    }
    asked.push(url);
    if (url.endsWith('/workers'))
      return workers === null ? json({ code: 'area-forbidden', params: {} }, 403) : json({ workers });
    if (url.includes('serial=')) return json({ events: numbered, next: null });
    return url.includes('/api/events?') ? json({ events: found, next: null }) : json(card);
  });
  for (const row of [EVENT, NEAR, FAR, OTHER_KIND]) noteRow(row);
  choose(EVENT.id);
});
let stop: () => void;
afterEach(() => {
  stop();
  cleanup();
  choose(null);
  clearBoard();
  vi.unstubAllGlobals();
});

const open = async (allowed: AllowedStep[], button: string) => {
  card = sampleCard(EVENT, { allowed });
  stop = followCard();
  render(<EventCardView />);
  fireEvent.click(await screen.findByRole('button', { name: button }));
};
const options = () => screen.getAllByRole('option').map((option) => option.textContent);
const type = (value: string) => fireEvent.input(screen.getByRole('combobox'), { target: { value } });

describe('the worker an event is sent to', () => {
  const openWorkers = async () => {
    await open(allow('dispatch', ['handler']), '派遣');
    fireEvent.click(await screen.findByRole('button', { name: '网格员' }));
  };

  it('is chosen from the roster, who answers for the grid first', async () => {
    await openWorkers();
    await waitFor(() =>
      expect(options()).toEqual(['王敏负责本网格 · wangmin', '赵强本社区（村） · zhaoqiang', '孙立本镇街 · sunli']),
    );
    expect(asked).toContain(`/api/events/${EVENT.id}/workers`);
    fireEvent.click(screen.getAllByRole('option')[0]!);
    expect(await screen.findByText('王敏')).toBeTruthy();
    fireEvent.submit(document.querySelector('.step-form')!);
    await waitFor(() => expect(sent[0]?.handler).toEqual({ kind: 'worker', code: 'wangmin' }));
  });

  it('is found by name or login, with the keys alone', async () => {
    await openWorkers();
    await screen.findByRole('combobox');
    type('孙');
    await waitFor(() => expect(options()).toEqual(['孙立本镇街 · sunli']));
    type('ZHAO');
    await waitFor(() => expect(options()).toEqual(['赵强本社区（村） · zhaoqiang']));
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'ArrowDown' });
    await waitFor(() => expect(screen.getByRole('option').getAttribute('aria-selected')).toBe('true'));
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    expect(await screen.findByText('赵强')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '更换' }));
    await waitFor(() => expect(screen.getByRole('button', { name: '确定派遣' }).hasAttribute('disabled')).toBe(true));
  });

  it('is nobody who is not on the list', async () => {
    await openWorkers();
    await screen.findByRole('combobox');
    type('nobody');
    expect(await screen.findByText('名单中没有“nobody”。')).toBeTruthy();
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    fireEvent.submit(document.querySelector('.step-form')!);
    expect(screen.getByRole('button', { name: '确定派遣' }).hasAttribute('disabled')).toBe(true);
    expect(sent).toEqual([]);
  });

  it.each([
    [[], '没有负责此处的网格员账号。'],
    [null, '该区域不在当前账号的辖区内。'],
  ])('is told when there is none: %j', async (all, text) => {
    workers = all;
    await openWorkers();
    expect(await screen.findByText(text)).toBeTruthy();
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

describe('the event another is merged into', () => {
  const merge = () => open(allow('merge', ['into']), '合并');

  it('is offered: open ones of the same kind, the nearest first', async () => {
    await merge();
    await waitFor(() => expect(options()).toHaveLength(2));
    expect(options()[0]).toMatch(/^桶边有散落垃圾第 101 号 · 56 m · /);
    expect(options()[1]).toMatch(/^垃圾未清运第 102 号 · 1\.1\d* km · /);
    fireEvent.click(screen.getAllByRole('option')[1]!);
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
    fireEvent.submit(document.querySelector('.step-form')!);
    await waitFor(() => expect(sent[0]).toMatchObject({ step: 'merge', into: FAR.id }));
  });

  it('is found by its number; what has ended is shown and cannot be chosen', async () => {
    await merge();
    await screen.findByRole('combobox');
    type('第 88 号');
    await waitFor(() => expect(options()).toHaveLength(2));
    await waitFor(() => expect(options()[0]).toBe('垃圾桶满溢（早晨）第 88 号 · 已结案，不能并入'));
    // among many whose words hold an 88 it is the first
    expect(asked.some((url) => url.endsWith('/api/events?serial=88'))).toBe(true);
    const ended = screen.getAllByRole('option')[0]!;
    expect(ended.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(ended);
    expect(screen.getByRole('button', { name: '确定合并' }).hasAttribute('disabled')).toBe(true);
    found = [];
    numbered = [];
    type('89');
    expect(await screen.findByText('没有找到这样的事件。')).toBeTruthy();
  });

  it.each([
    ['第 12 号', '12'],
    ['12号', '12'],
    ['#12', '12'],
    ['No. 12', '12'],
    [' 积水 12 号楼 ', '积水 12 号楼'],
    ['00000000-0000', '00000000-0000'],
  ])('%j asks for %j', (text, query) => expect(queryOf(text)).toBe(query));
});
