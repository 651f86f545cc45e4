/** Duty as this page sees it: what the service said last, and what waits to be sent on top of it. */
import { computed, signal } from '@preact/signals';
import type { SignBody } from '../../../server/contract/duty.ts';
import type { Position } from '../queue/fixes.ts';
import { homeArea, login, worker } from './me.ts';
import { open, outbox, unheard } from './outbox.ts';
import { duty } from './parts.ts';

/** The minute that has begun; deadlines and due times are said by it. */
export const now = signal(Date.now());

export function followClock(): () => void {
  const timer = setInterval(() => {
    now.value = Date.now();
  }, 15_000);
  return () => clearInterval(timer);
}

export interface OpenShift {
  readonly id: string;
  /** ms since 1970. */
  readonly since: number;
  /** The sign-in waits to be sent. */
  readonly unsent: boolean;
}

/** null: off duty. A sign-in that waits counts, and so does a sign-out. */
export const shift = computed<OpenShift | null>(() => {
  let found: OpenShift | null = null;
  const said = duty.value?.shift ?? null;
  if (said !== null && said.outAt === null) found = { id: said.id, since: Date.parse(said.inAt), unsent: false };
  for (const { task, madeAt, standing } of unheard.value) {
    if (task.kind === 'sign-in') found = { id: task.body.id, since: madeAt, unsent: standing !== 'sent' };
    if (task.kind === 'sign-out' && found?.id === task.body.id) found = null;
  }
  return found === null || now.value >= endOf(found.since) ? null : found;
});

const DAY_MS = 24 * 3_600_000;
const CHINA_MS = 8 * 3_600_000;

/** When a shift ends by itself: at the hour of the settings on its day in Asia/Shanghai, else after a day. */
function endOf(since: number): number {
  const hour = duty.value?.settings?.outAt ?? null;
  if (hour === null) return since + DAY_MS;
  const midnight = Math.floor((since + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
  const end = midnight + (Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5))) * 60_000;
  return end > since ? end : end + DAY_MS;
}

/** The next sign-in that is due, and how it stands. */
export const due = computed(() => {
  const at = duty.value?.due ?? null;
  const settings = duty.value?.settings ?? null;
  if (at === null || settings === null) return null;
  const minutes = Math.round((now.value - Date.parse(at)) / 60_000);
  const standing = minutes > settings.graceMin ? 'late' : minutes >= -settings.earlyMin ? 'open' : 'early';
  return { at, minutes, standing } as const;
});

/** A sign-in was made that has not arrived. */
export const signInWaits = computed(() => open.value.some(({ task }) => task.kind === 'sign-in'));

const placed = (position: Position | null): Pick<SignBody, 'lon' | 'lat' | 'accuracyM'> =>
  position === null
    ? {}
    : { lon: position.lon, lat: position.lat, accuracyM: Math.min(100_000, Math.round(position.accuracyM)) };

const DUTY = (): string => `duty:${login.peek()}`;

export async function signIn(position: Position | null, label: string): Promise<void> {
  const id = crypto.randomUUID();
  await outbox.add([{ id, subject: DUTY(), label, task: { kind: 'sign-in', body: { id, ...placed(position) } } }]);
}

export async function signOut(position: Position | null, reason: string, label: string): Promise<void> {
  const at = shift.peek();
  if (at === null) return;
  const said = reason.trim() === '' ? {} : { reason: reason.trim() };
  const body: SignBody = { id: at.id, ...placed(position), ...said };
  await outbox.add([{ id: crypto.randomUUID(), subject: DUTY(), label, task: { kind: 'sign-out', body } }]);
}

/** What a visit must not overtake: the sign-in that makes it one on duty. */
export const dutyWaiting = (): string[] =>
  open
    .peek()
    .filter(({ subject }) => subject === DUTY())
    .map(({ id }) => id);

/** Positions are taken only with the notice read in the version in force; another sign of life than this is not asked for. */
export const noticeSeen = computed(() => {
  const notice = duty.value?.notice;
  if (notice === undefined) return true;
  return (
    notice.seen !== null || unheard.value.some(({ task }) => task.kind === 'notice' && task.version === notice.version)
  );
});

export async function acknowledge(label: string): Promise<void> {
  const version = duty.now.peek()?.value.notice.version;
  if (version === undefined) return;
  await outbox.add([
    {
      id: `notice-${login.peek()}-${version}`,
      subject: `notice:${login.peek()}`,
      label,
      task: { kind: 'notice', version },
    },
  ]);
}

/** Has a register behind it; others may report and take steps, but not sign in or visit. */
export const isWorker = computed(() => worker.value !== null);
/** Nothing was ever heard of this account: neither duty nor an area. */
export const isUnknown = computed(() => duty.now.value === null && homeArea.value === null);
