/** Pages of the command in the browser tests: opened by a demo user, and what is done on them or asked through them. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { EventCard, EventRow, NewEvent } from '../../server/contract/events.ts';
import { DESK, serviceUrl, type Visit, visit } from './browser.ts';

/** The command as this user has it, with its stream open. */
export async function openCommand(
  browser: Browser,
  login: string,
  options: BrowserContextOptions = DESK,
): Promise<Visit> {
  const seen = await visit(browser, '#/access', options);
  const { page } = seen;
  await page.locator('.demo-users button').filter({ hasText: login }).click();
  // in the folded menu on a phone
  await page.locator('.bar button', { hasText: '退出' }).waitFor({ state: 'attached' });
  await page.goto(`${serviceUrl()}/#/command`);
  await page.reload();
  await live(page);
  return seen;
}

export const live = (page: Page): Promise<unknown> => page.waitForSelector('.freshness[data-state="live"]');

/** By the session of the page. */
export async function ask<T>(page: Page, path: string, json?: unknown, method = json ? 'POST' : 'GET'): Promise<T> {
  return page.evaluate(
    async ([to, body, how]) => {
      const response = await fetch(to as string, {
        method: how as string,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${how} ${to}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    [path, json, method] as const,
  ) as Promise<T>;
}

/** Reported through the service alone, as another system does. */
export const reportBy = (page: Page, change: Partial<NewEvent> & { text: string }): Promise<EventRow> =>
  ask<{ event: EventRow }>(page, '/api/events', {
    id: crypto.randomUUID(),
    category: '0101',
    channel: 'worker',
    lon: 117.0386,
    lat: 30.0512,
    ...change,
  }).then(({ event }) => event);

export const cardOf = (page: Page, id: string): Promise<EventCard> => ask<EventCard>(page, `/api/events/${id}`);

/** What the list draws is only what is in sight of it: where an event stands among all is not sure. */
export const rowOf = (page: Page, text: string) => page.locator('[data-event]').filter({ hasText: text });

/** The list narrowed to these words, which a new event has alone. */
export const lookFor = (page: Page, text: string): Promise<void> => page.fill('.command #search', text);

/** An event that was told from elsewhere has reached the list; then the list is whole again. */
export async function hasCome(page: Page, text: string): Promise<void> {
  await lookFor(page, text);
  await rowOf(page, text).first().waitFor();
  await lookFor(page, '');
  // single keys are letters in a field
  await page.locator('.command #search').blur();
}

/** Looks for an event by its words and opens its card. */
export async function openEvent(page: Page, text: string): Promise<void> {
  await lookFor(page, text);
  await rowOf(page, text).first().click();
  await page.waitForSelector('.next-steps');
}
