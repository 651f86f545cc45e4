// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hoveredGrid, selectedGrid } from '../../client/state/selection.ts';
import { GridTable } from '../../client/workspaces/map/grid-table.tsx';
import { PLAIN_TABLE, type SortBy } from '../../client/workspaces/map/table-rows.ts';
import { sampleGrid } from '../support/sample-grid.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const number = String(i + 1).padStart(3, '0');
    return sampleGrid({ code: `341921001001${number}`, name: `第${i + 1}网格` });
  });
const bodyRows = () => screen.getAllByRole('row').filter((row) => row.hasAttribute('data-code'));
const reachable = () => bodyRows().filter((row) => row.getAttribute('tabindex') === '0');

beforeEach(() => {
  selectedGrid.value = null;
  hoveredGrid.value = null;
  vi.stubGlobal('fetch', async () => new Response('{"code":"grid-unknown"}', { status: 404 }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = (count: number, onSort: (by: SortBy) => void = () => {}) =>
  render(<GridTable rows={many(count)} view={PLAIN_TABLE} onSort={onSort} />);

describe('the grid table', () => {
  it('draws a few rows of ten thousand and says how many there are', () => {
    show(10_000);
    expect(bodyRows().length).toBeLessThan(40);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001');
    expect(bodyRows()[0]?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('has one row in the tab order, moved by arrow keys, and points at it on the map', () => {
    show(5);
    expect(reachable()).toHaveLength(1);
    const [first] = reachable();
    first?.focus();
    if (first) fireEvent.keyDown(first, { key: 'ArrowDown' });
    expect(reachable().map((row) => row.dataset.code)).toEqual(['341921001001002']);
    expect(hoveredGrid.value).toBe('341921001001002');
    expect(document.activeElement).toBe(reachable()[0]);
  });

  it('chooses the row by Enter', () => {
    show(5);
    const [first] = reachable();
    if (first) fireEvent.keyDown(first, { key: 'End' });
    const [last] = reachable();
    if (last) fireEvent.keyDown(last, { key: 'Enter' });
    expect(selectedGrid.value).toBe('341921001001005');
  });

  it('shows what is chosen elsewhere', () => {
    selectedGrid.value = '341921001001003';
    show(5);
    const chosen = bodyRows().filter((row) => row.getAttribute('aria-selected') === 'true');
    expect(chosen.map((row) => row.dataset.code)).toEqual(['341921001001003']);
    expect(reachable().map((row) => row.dataset.code)).toEqual(['341921001001003']);
  });

  it('tells the map what the pointer is on', () => {
    show(5);
    const [, second] = bodyRows();
    if (second) fireEvent.mouseEnter(second);
    expect(hoveredGrid.value).toBe('341921001001002');
    if (second) fireEvent.mouseLeave(second);
    expect(hoveredGrid.value).toBeNull();
  });

  it('asks for an order by its headings', () => {
    const asked: SortBy[] = [];
    show(2, (by) => asked.push(by));
    for (const name of ['编码', '名称', '户数']) fireEvent.click(screen.getByRole('button', { name }));
    expect(asked).toEqual(['code', 'name', 'households']);
  });
});
