/** A page worked by keyboard alone: the focus goes by Tab, as for somebody without a mouse, and fails where it cannot arrive. */
import type { Page } from 'playwright-core';

/** Longer than the way round any screen. */
const MOST = 160;

/** Until the focus is on an element of this selector, with this text in it when given. */
export async function tabTo(page: Page, selector: string, text = ''): Promise<void> {
  const isThere = () =>
    page.evaluate(
      ([wanted, words]) => {
        const element = document.activeElement;
        return element?.matches(wanted!) && (element.textContent ?? '').includes(words!);
      },
      [selector, text],
    );
  for (let i = 0; i < MOST; i++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector} ${text}`);
}

/** The same, and Enter. */
export async function enter(page: Page, selector: string, text = ''): Promise<void> {
  await tabTo(page, selector, text);
  await page.keyboard.press('Enter');
}
