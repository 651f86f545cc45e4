// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../../client/state/answer.ts';
import { areas } from '../../client/state/areas.ts';
import { search, stopSearch } from '../../client/workspaces/map/search.ts';
import { SearchBox } from '../../client/workspaces/map/search-box.tsx';
import { sampleGrid } from '../support/sample-grid.ts';

let asked: string[] = [];
const GRIDS = [
  sampleGrid({ code: '341921001001001', name: '第1网格' }),
  sampleGrid({ code: '341921001001002', name: '第2网格' }),
];

beforeEach(() => {
  asked = [];
  areas.value = [];
  stopSearch();
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const features = url.startsWith('/api/grids') ? GRIDS : [];
    return new Response(JSON.stringify({ features, next: null }));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const box = () => screen.getByRole('combobox');
async function type(text: string): Promise<void> {
  fireEvent.focus(box());
  fireEvent.input(box(), { target: { value: text } });
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
}
const selected = () => screen.getAllByRole('option').map((option) => option.getAttribute('aria-selected'));

describe('the search box', () => {
  it('shows what was found, the first one active', async () => {
    render(<SearchBox />);
    await type('网格');
    expect(box().getAttribute('aria-expanded')).toBe('true');
    await waitFor(() => expect(selected()).toEqual(['true', 'false']));
    expect(box().getAttribute('aria-activedescendant')).toBe('result-0');
  });

  it('moves by arrow keys and stops at the ends', async () => {
    render(<SearchBox />);
    await type('网格');
    await waitFor(() => expect(selected()).toEqual(['true', 'false']));
    for (const key of ['ArrowDown', 'ArrowDown']) fireEvent.keyDown(box(), { key });
    expect(selected()).toEqual(['false', 'true']);
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    expect(selected()).toEqual(['true', 'false']);
  });

  it('asks for the chosen grid on Enter and closes', async () => {
    render(<SearchBox />);
    await type('网格');
    await waitFor(() => expect(selected()).toEqual(['true', 'false']));
    fireEvent.keyDown(box(), { key: 'ArrowDown' });
    fireEvent.keyDown(box(), { key: 'Enter' });
    await waitFor(() => expect(asked.some((url) => url.startsWith('/api/locate?code=341921001001002'))).toBe(true));
    expect(box().getAttribute('aria-expanded')).toBe('false');
    expect(answer.value.state).not.toBe('none');
  });

  it('asks nothing while an input method composes, and asks when it is done', async () => {
    render(<SearchBox />);
    fireEvent.focus(box());
    const input = box() as HTMLInputElement;
    input.value = 'wen';
    fireEvent(input, Object.assign(new Event('input', { bubbles: true }), { isComposing: true }));
    fireEvent.keyDown(input, { key: 'Enter', isComposing: true });
    expect(search.value).toEqual({ state: 'idle' });
    expect(asked).toEqual([]);
    input.value = '文昌';
    fireEvent.compositionEnd(input);
    await waitFor(() => expect(asked.some((url) => url.includes(encodeURIComponent('文昌')))).toBe(true));
  });

  it('is cleared by Escape', async () => {
    render(<SearchBox />);
    await type('网格');
    fireEvent.keyDown(box(), { key: 'Escape' });
    expect((box() as HTMLInputElement).value).toBe('');
    expect(screen.queryAllByRole('option')).toHaveLength(0);
  });

  it('says when nothing was found', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ features: [], next: null })));
    render(<SearchBox />);
    fireEvent.focus(box());
    fireEvent.input(box(), { target: { value: '不存在' } });
    await waitFor(() => expect(screen.getByText(/没有找到/)).toBeTruthy());
  });

  it('says when the service is away', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed')));
    render(<SearchBox />);
    fireEvent.focus(box());
    fireEvent.input(box(), { target: { value: '文昌' } });
    await waitFor(() => expect(screen.getByText(/连接不上/)).toBeTruthy());
  });
});
