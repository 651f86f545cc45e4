// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearBoard, noteRow } from '../../client/state/command/board.ts';
import { followCard } from '../../client/state/command/card.ts';
import { choose } from '../../client/state/command/chosen.ts';
import { rules } from '../../client/state/command/rules.ts';
import { loadProblemTexts } from '../../client/state/problem-texts.ts';
import { EventCardView } from '../../client/workspaces/command/event-card.tsx';
import type { AllowedStep, EventCard, StepBody, StepRow } from '../../server/contract/events.ts';
import { SAMPLE_SETTINGS, sampleCard, sampleCategory, sampleEvent } from '../support/sample-event.ts';

const allow = (step: AllowedStep['step'], needs: AllowedStep['needs'] = [], next = false): AllowedStep => ({
  step,
  to: 'filed',
  needs,
  next,
});
const EVENT = sampleEvent({ serial: 7 });
const stepRow = (seq: number, step: StepRow['step'], actor: string): StepRow => ({
  seq,
  id: `00000000-0000-4000-8000-0000000000${seq}0`,
  step,
  at: '2026-11-30T01:30:00Z',
  recordedAt: '2026-11-30T01:30:00Z',
  actor,
  why: null,
  state: 'filed',
  detail: {},
});

let card: EventCard;
let asked: { url: string; method: string; tag: string | null; body: StepBody | null }[];
/** What a step is answered with; null: it is taken. */
let refuse: { status: number; body: unknown } | null;

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

beforeEach(async () => {
  await loadProblemTexts();
  asked = [];
  refuse = null;
  card = sampleCard(EVENT, { allowed: [allow('file', [], true), allow('void', ['why']), allow('return', ['why'])] });
  rules.value = {
    settings: SAMPLE_SETTINGS,
    dictionary: {
      id: 'sample',
      name: '示例',
      sample: true,
      version: 1,
      categories: [sampleCategory('0101', '暴露垃圾')],
    },
    units: [{ code: 'cg', name: '县城市管理局', area: '341921', level: 'county', members: [] }],
    problem: null,
  };
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as StepBody) : null;
    asked.push({ url, method: init.method ?? 'GET', tag: headers['if-match'] ?? null, body });
    if (init.method !== 'POST') return json(card, 200, { etag: `"7-${card.event.version}"` });
    if (refuse !== null) return json(refuse.body, refuse.status);
    const version = card.event.version + 1;
    const event = { ...card.event, version, state: 'filed' as const };
    card = { ...card, event, allowed: [], steps: [...card.steps, stepRow(version, body?.step ?? 'note', '李四')] };
    return json(event, 201);
  });
  choose(EVENT.id);
});
afterEach(() => {
  cleanup();
  choose(null);
  clearBoard();
  vi.unstubAllGlobals();
});

const open = async (): Promise<() => void> => {
  const stop = followCard();
  render(<EventCardView />);
  await screen.findByText('经过');
  return stop;
};
const steps = () => asked.filter(({ method }) => method === 'POST');

describe('the card of an event', () => {
  it('takes the next step by one click, for the version on the screen, and shows the new story', async () => {
    const stop = await open();
    fireEvent.click(screen.getByRole('button', { name: '立案' }));
    await waitFor(() => expect(document.querySelectorAll('.story li')).toHaveLength(2));
    expect(steps().map(({ url, tag, body }) => [url, tag, body?.step])).toEqual([
      [`/api/events/${EVENT.id}/steps`, '"7-1"', 'file'],
    ]);
    expect(document.querySelector('.tag.state')?.textContent).toBe('已立案');
    stop();
  });

  it('asks for a reason inside the card, and sends nothing without one', async () => {
    const stop = await open();
    fireEvent.click(screen.getByRole('button', { name: '退回' }));
    const send = await screen.findByRole('button', { name: '确定退回' });
    expect(send.hasAttribute('disabled')).toBe(true);
    expect(screen.getByText('还缺：理由')).toBeTruthy();
    fireEvent.submit(send.closest('form')!);
    expect(steps()).toEqual([]);
    fireEvent.input(screen.getByRole('textbox'), { target: { value: '不属于本单位' } });
    await waitFor(() => expect(send.hasAttribute('disabled')).toBe(false));
    fireEvent.submit(send.closest('form')!);
    await waitFor(() => expect(steps()[0]?.body).toMatchObject({ step: 'return', why: '不属于本单位' }));
    await waitFor(() => expect(document.querySelector('.step-form')).toBeNull());
    stop();
  });

  it('drops the form by Escape and keeps the card', async () => {
    const stop = await open();
    fireEvent.click(screen.getByRole('button', { name: '退回' }));
    fireEvent.keyDown(await screen.findByRole('textbox'), { key: 'Escape' });
    await waitFor(() => expect(document.querySelector('.step-form')).toBeNull());
    expect(screen.getByRole('button', { name: '立案' })).toBeTruthy();
    stop();
  });

  it('explains a conflict with what others did, keeps what was typed, and takes the same step again', async () => {
    const stop = await open();
    fireEvent.click(screen.getByRole('button', { name: '退回' }));
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: '不属于本单位' } });
    refuse = { status: 412, body: { code: 'precondition-failed', params: {} } };
    card = {
      ...card,
      event: { ...card.event, version: 2 },
      steps: [...card.steps, stepRow(2, 'supervise', '王局长')],
    };
    fireEvent.submit(document.querySelector('.step-form')!);
    const conflict = await waitFor(() => {
      const found = document.querySelector('.conflict .story');
      expect(found).not.toBeNull();
      return found!;
    });
    expect(conflict.textContent).toContain('督办');
    expect(conflict.textContent).toContain('王局长');
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('不属于本单位');
    refuse = null;
    fireEvent.submit(screen.getByRole('button', { name: '仍要退回' }).closest('form')!);
    await waitFor(() => expect(steps()).toHaveLength(2));
    expect(steps().map(({ tag }) => tag)).toEqual(['"7-1"', '"7-2"']);
    expect(steps()[1]?.body?.id).toBe(steps()[0]?.body?.id);
    stop();
  });

  it.each([
    [{ why: 'other-hands', step: 'verify', state: 'handled' }, '处置人不能核查自己处置的事件'],
    [{ why: 'state', step: 'close', state: 'handled' }, '事件现在是“待核查”，不能结案。'],
    [{ why: 'a-word-of-tomorrow' }, '事件当前状态不允许此项操作。'],
  ])('says why a step was refused: %j', async (params, text) => {
    const stop = await open();
    refuse = { status: 409, body: { code: 'step-refused', params } };
    fireEvent.click(screen.getByRole('button', { name: '立案' }));
    expect((await screen.findByRole('alert')).textContent).toContain(text);
    stop();
  });

  it('fetches the story again when the stream says that it has gone on', async () => {
    const stop = await open();
    card = {
      ...card,
      event: { ...card.event, version: 2, state: 'filed' },
      steps: [...card.steps, stepRow(2, 'file', '王局长')],
    };
    noteRow(card.event);
    await waitFor(() => expect(document.querySelectorAll('.story li')).toHaveLength(2));
    stop();
  });

  it('offers a dispatch only to somebody', async () => {
    card = { ...card, allowed: [allow('dispatch', ['handler'], true)] };
    const stop = await open();
    fireEvent.click(screen.getByRole('button', { name: '派遣' }));
    const choice = await waitFor(() => {
      const found = document.querySelector('select[name=handler]');
      expect(found).not.toBeNull();
      return found as HTMLSelectElement;
    });
    fireEvent.change(choice, { target: { value: 'cg' } });
    await waitFor(() => expect(screen.getByRole('button', { name: '确定派遣' }).hasAttribute('disabled')).toBe(false));
    fireEvent.submit(choice.closest('form')!);
    await waitFor(() => expect(steps()[0]?.body?.handler).toEqual({ kind: 'unit', code: 'cg' }));
    stop();
  });
});
