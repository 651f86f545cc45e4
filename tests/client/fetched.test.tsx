// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadProblem } from '../../client/state/service.ts';
import { fetched } from '../../client/ui/fetched.tsx';

const Hello = ({ name }: { name: string }) => <p>hello {name}</p>;

afterEach(() => {
  cleanup();
  loadProblem.value = null;
});

describe('a part that is fetched', () => {
  it('is asked for when it is first shown, once, and stays', async () => {
    const fetch = vi.fn(async () => Hello);
    const Part = fetched(fetch);
    expect(fetch).not.toHaveBeenCalled();
    const first = render(<Part name="one" />);
    expect(first.container.innerHTML).toBe('');
    await first.findByText('hello one');
    first.unmount();
    const second = render(<Part name="two" />);
    expect(second.container.textContent).toBe('hello two');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('that did not come is noted, and asked for again the next time', async () => {
    const fetch = vi.fn(async () => Hello).mockRejectedValueOnce(new Error('gone'));
    const Part = fetched(fetch);
    const first = render(<Part name="one" />);
    await vi.waitFor(() => expect(loadProblem.value?.code).toBe('client-failed'));
    expect(first.container.innerHTML).toBe('');
    first.unmount();
    await render(<Part name="two" />).findByText('hello two');
  });
});
