/** The one outbox of this page, and what makes it look: the network is back, the page is seen again, something was added. */
import { computed, effect } from '@preact/signals';
import { readWho } from '../api.ts';
import { deliver, explain } from '../queue/deliver.ts';
import { type Entry, isOpen } from '../queue/entry.ts';
import { Outbox } from '../queue/outbox.ts';
import { diskShelf } from '../queue/shelf.ts';
import { login } from './me.ts';
import { duty } from './parts.ts';
import { refresh, refreshCard } from './refresh.ts';

const LOCK = 'gezhong-field-send';

/** Where locks are known, one tab sends at a time; elsewhere ids alone keep things single. */
async function alone(work: () => Promise<void>): Promise<boolean> {
  const done = () => work().then(() => true);
  if (!navigator.locks) return done();
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock === null ? false : done()));
}

let soon: ReturnType<typeof setTimeout> | undefined;

/** What arrived changes what the service says. */
function hear({ task }: Entry): void {
  if (task.kind === 'step' || task.kind === 'photo') void refreshCard(task.event);
  clearTimeout(soon);
  soon = setTimeout(() => void refresh(), 600);
}

/** Positions of a shift go before its end. Set by who has them. */
export const beforeSignOut = { flush: async (): Promise<void> => {} };

export const outbox = new Outbox({
  shelf: diskShelf,
  login: () => login.peek(),
  session: async () => (await readWho()).login,
  deliver: async (entry) => {
    if (entry.task.kind === 'sign-out') await beforeSignOut.flush();
    return deliver(entry);
  },
  explain,
  hear,
  alone,
});

/** Of this account, the newest last. */
export const mineInOutbox = computed(() => outbox.entries.value.filter((entry) => entry.login === login.value));
export const open = computed(() => mineInOutbox.value.filter(isOpen));
/** What the service's last word on duty and visits does not hold yet: it waits, or arrived after that was asked for. */
export const unheard = computed(() => {
  const at = duty.now.value?.at ?? 0;
  return mineInOutbox.value.filter(
    ({ standing, sentAt }) =>
      standing === 'waiting' || standing === 'sending' || (standing === 'sent' && sentAt! >= at),
  );
});
export const conflicts = computed(() => open.value.filter(({ standing }) => standing === 'conflict'));
/** Of other accounts that used this phone: only how many. */
export const foreign = computed(
  () => outbox.entries.value.filter((entry) => isOpen(entry) && entry.login !== login.value).length,
);

/** What waits for an event. */
export const waitingFor = (event: string): Entry[] => open.value.filter(({ subject }) => subject === event);

/** Follows network and attention for as long as the page lives. */
export function followNetwork(): () => void {
  const look = () => {
    if (document.visibilityState !== 'visible' || !navigator.onLine) return;
    void outbox.run();
    void refresh();
  };
  const wake = () => {
    void outbox.wake();
    look();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', look);
  const timer = setInterval(look, 120_000);
  return () => {
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', look);
    clearInterval(timer);
  };
}

/** The service sees nobody: said whatever was asked of it. */
export const followSession = (): (() => void) =>
  effect(() => {
    if (duty.problem.value?.status === 401) outbox.needsSignIn.value = true;
  });
