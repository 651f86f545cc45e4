// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announcement } from '../../client/state/announce.ts';
import { board } from '../../client/state/command/board.ts';
import { choose, chosenId, pointedId } from '../../client/state/command/chosen.ts';
import { second } from '../../client/state/command/clock.ts';
import { filterBy, groupBy, searched, stepOverdue } from '../../client/state/command/list.ts';
import { NO_FILTER } from '../../client/state/command/list-filter.ts';
import { rules } from '../../client/state/command/rules.ts';
import { EventList } from '../../client/workspaces/command/event-list.tsx';
import { Figures } from '../../client/workspaces/command/figures.tsx';
import type { EventRow } from '../../server/contract/events.ts';
import { SAMPLE_SETTINGS, sampleCategory, sampleEvent } from '../support/sample-event.ts';

const NOW = Date.parse('2026-11-30T02:00:00Z');
const due = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const put = (rows: readonly EventRow[]) => {
  board.value = { rows: new Map(rows.map((row) => [row.id, row])), counts: { open: rows.length }, ready: true };
};
const shown = () => screen.queryAllByRole('row').filter((row) => row.hasAttribute('data-event'));
const texts = () => shown().map((row) => row.querySelector('.name')?.textContent);

const LATE = sampleEvent({ serial: 1, text: '甲', dueAt: due(-35) });
const LATER = sampleEvent({ serial: 2, text: '乙', dueAt: due(-5), state: 'dispatched', grade: 'major' });
const FINE = sampleEvent({ serial: 3, text: '丙', dueAt: due(125), category: '0501' });
const NOWHERE = sampleEvent({ serial: 4, text: '丁', dueAt: due(300), lon: null, lat: null, grid: null });

beforeEach(() => {
  window.location.hash = '#/command';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  second.value = NOW;
  const categories = [sampleCategory('0101', '暴露垃圾'), sampleCategory('0501', '路面塌陷', '突发事件')];
  rules.value = {
    settings: SAMPLE_SETTINGS,
    dictionary: { id: 'sample', name: '示例', sample: true, version: 1, categories },
    units: [],
    problem: null,
  };
  put([FINE, LATER, NOWHERE, LATE]);
});
afterEach(() => {
  cleanup();
  groupBy('none');
  searched.value = '';
  filterBy(NO_FILTER);
  choose(null);
  vi.useRealTimers();
});

describe('the list of events', () => {
  it('shows what is late first, with sign, kind, text, grid, state and deadline in words', () => {
    render(<EventList />);
    expect(texts()).toEqual(['暴露垃圾 甲', '暴露垃圾 乙', '路面塌陷 丙', '暴露垃圾 丁']);
    const [first, , , last] = shown();
    expect(first?.textContent).toContain('超时 35 分钟');
    expect(first?.textContent).toContain('已上报');
    expect(first?.textContent).toContain('341921001001001');
    expect(first?.querySelector('.badge.overdue')).not.toBeNull();
    expect(shown()[1]?.querySelector('.event-mark.major')).not.toBeNull();
    expect(last?.textContent).toContain('未定位');
  });

  it('draws a screenful of 5,000 and one row in the tab order', () => {
    put(Array.from({ length: 5000 }, (_, i) => sampleEvent({ serial: 10_000 + i, dueAt: due(i) })));
    render(<EventList />);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5000');
    expect(shown().length).toBeLessThan(60);
    expect(shown().filter((row) => row.getAttribute('tabindex') === '0')).toHaveLength(1);
  });

  it('moves by arrows and opens by Enter; the open one is in the address and marked', () => {
    render(<EventList />);
    const grid = screen.getByRole('rowgroup');
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(chosenId.value).toBe(LATER.id);
    expect(window.location.hash).toContain(`#/command/event/${LATER.id}`);
    expect(shown().find((row) => row.getAttribute('aria-selected') === 'true')?.textContent).toContain('乙');
  });

  it('points at the map and is pointed at from there', () => {
    render(<EventList />);
    fireEvent.mouseEnter(shown()[2]!);
    expect(pointedId.value).toBe(FINE.id);
    pointedId.value = LATE.id;
    cleanup();
    render(<EventList />);
    expect(shown()[0]?.getAttribute('data-hover')).toBe('true');
  });

  it.each([
    ['超时', ['暴露垃圾 甲', '暴露垃圾 乙']],
    ['未定位', ['暴露垃圾 丁']],
    ['已结束', []],
  ])('narrows to %s by its button', async (name, expected) => {
    render(<EventList />);
    fireEvent.click(screen.getByRole('button', { name: new RegExp(`^${name}`) }));
    await vi.waitFor(() => expect(texts()).toEqual(expected));
  });

  it('finds by words, and all comes back when they are cleared', async () => {
    render(<EventList />);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: '塌陷' } });
    await vi.waitFor(() => expect(texts()).toEqual(['路面塌陷 丙']));
    fireEvent.click(screen.getByRole('button', { name: '清除筛选' }));
    await vi.waitFor(() => expect(texts()).toHaveLength(4));
  });

  it('is grouped, and a group folds by Enter', async () => {
    groupBy('kind');
    render(<EventList />);
    const groups = () => screen.getAllByRole('row').filter((row) => row.classList.contains('group'));
    expect(groups().map((row) => row.textContent)).toEqual(['市容环境3超时 2', '突发事件1']);
    fireEvent.keyDown(screen.getByRole('rowgroup'), { key: 'Enter' });
    await vi.waitFor(() => expect(texts()).toEqual(['路面塌陷 丙']));
    expect(groups()[0]?.getAttribute('aria-expanded')).toBe('false');
  });

  it('goes through the overdue ones by N and P, and says when there are none', () => {
    stepOverdue(1, 'none');
    expect(chosenId.value).toBe(LATE.id);
    stepOverdue(1, 'none');
    expect(chosenId.value).toBe(LATER.id);
    stepOverdue(1, 'none');
    expect(chosenId.value).toBe(LATE.id);
    stepOverdue(-1, 'none');
    expect(chosenId.value).toBe(LATER.id);
    put([FINE]);
    choose(null);
    stepOverdue(1, 'none');
    expect([chosenId.value, announcement.value]).toEqual([null, 'none']);
  });

  it('counts what has no place above the list, and leads there', async () => {
    render(
      <>
        <Figures />
        <EventList />
      </>,
    );
    fireEvent.click(screen.getByRole('button', { name: '1 件无法定位' }));
    await vi.waitFor(() => expect(texts()).toEqual(['暴露垃圾 丁']));
  });

  it('moves on with the clock: what runs out of time goes to the top', async () => {
    render(<EventList />);
    expect(texts()[2]).toBe('路面塌陷 丙');
    second.value = NOW + 126 * 60_000;
    await vi.waitFor(() => expect(shown()[2]?.textContent).toContain('超时 1 分钟'));
  });
});
