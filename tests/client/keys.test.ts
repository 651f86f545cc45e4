// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { session } from '../../client/state/who.ts';
import { SHORTCUTS, shortcutFor } from '../../client/ui/keys.ts';

const press = (key: string, more: KeyboardEventInit = {}, target: HTMLElement = document.body): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...more });
  Object.defineProperty(event, 'target', { value: target });
  return event;
};

describe('shortcutFor', () => {
  it.each(['/', '?', '\\', '+', '-', 'Escape'])('knows %s', (key) => {
    expect(shortcutFor(press(key), true)?.key).toBe(key);
  });

  it('takes the plus without shift for a plus', () => {
    expect(shortcutFor(press('='), true)?.key).toBe('+');
  });

  it.each([
    ['with ctrl', { ctrlKey: true }],
    ['with ⌘', { metaKey: true }],
    ['with alt', { altKey: true }],
    ['while an input method composes', { isComposing: true }],
  ])('is silent %s', (_, more) => {
    expect(shortcutFor(press('/', more), true)).toBeNull();
  });

  it.each(['input', 'textarea', 'select'])('is silent in %s', (tag) => {
    expect(shortcutFor(press('/', {}, document.createElement(tag)), true)).toBeNull();
  });

  it('leaves plus and minus to the map when the map has the focus', () => {
    const canvas = document.createElement('canvas');
    expect(shortcutFor(press('+', {}, canvas), true)).toBeNull();
    expect(shortcutFor(press('/', {}, canvas), true)?.key).toBe('/');
  });

  it('goes to a workspace by its number, for who may see it', () => {
    expect(shortcutFor(press('1'), true)).toBeNull();
    session.value = { login: 'a', name: 'A', grants: [{ role: 'planner', area: null }], demo: false };
    shortcutFor(press('1'), true)?.run();
    expect(window.location.hash).toContain('#/plan');
    shortcutFor(press('3'), true)?.run();
    expect(window.location.hash).toContain('#/audit');
    session.value = null;
  });

  it('can be switched off but for Escape', () => {
    expect(SHORTCUTS.filter(({ key }) => shortcutFor(press(key), false)).map(({ key }) => key)).toEqual(['Escape']);
  });
});
