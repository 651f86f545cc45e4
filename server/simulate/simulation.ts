/** One play from beginning to end: speaks for the demo county, reads it, lets the days run, and leaves nothing open. */
import type { BaseCollection } from '../contract/base.ts';
import type { DutySettings, OnDuty } from '../contract/duty.ts';
import type { GridCollection } from '../contract/grids.ts';
import type { PlaceCollection } from '../contract/places.ts';
import type { WorkerList } from '../contract/workers.ts';
import type { Api } from './api.ts';
import { simulatedCounty } from './county.ts';
import { demoCredentials } from './credentials.ts';
import { PlayedTime } from './played-time.ts';
import { type Played, Player } from './player.ts';

/** No other county is touched: the tokens reach no further. */
export const DEMO_COUNTY = '341921';

export interface Simulation {
  readonly api: Api;
  /** Of the choice of workers and of their days. */
  readonly seed: number;
  readonly daySeed: number;
  readonly workers: number;
  readonly minutes: number;
  readonly speed: number;
  /** Shifts that are open go on; otherwise who is on duty already is let alone. */
  readonly goesOn: boolean;
  readonly signal: AbortSignal;
  readonly begins?: (workers: number) => void;
}

/** Throws when the service does not answer or is not one with the demo county. */
export async function simulate(wish: Simulation): Promise<Played> {
  const { api, signal } = wish;
  const credentials = await demoCredentials(api, DEMO_COUNTY, new Date());
  try {
    const token = credentials.office;
    const { body: settings } = await api.must<DutySettings>(`/api/duty/settings/${DEMO_COUNTY}`, { token });
    const { body: onDuty } = await api.must<OnDuty>(`/api/duty/shifts?area=${DEMO_COUNTY}`, { token });
    const open = new Map(onDuty.shifts.map(({ shift }) => [shift.worker, shift.id]));
    const answers = await readCounty(api, token);
    const workers = wish.goesOn ? answers.workers : answers.workers.filter(({ id }) => !open.has(id));
    const county = simulatedCounty({ ...answers, workers }, wish.seed, wish.workers);
    wish.begins?.(county.beats.length);
    const player = new Player({
      ...{ api, credentials, county, seed: wish.daySeed, left: wish.goesOn ? open : new Map() },
      ...{ outAt: settings.outAt, intervalS: settings.positionIntervalS },
      time: new PlayedTime(wish.minutes, wish.speed),
    });
    return await player.play(signal);
  } finally {
    await credentials.revoke();
  }
}

async function readCounty(api: Api, token: string) {
  const area = `?area=${DEMO_COUNTY}`;
  return {
    grids: await api.pages(`/api/grids${area}&kind=basic`, token, ({ features }: GridCollection) => features),
    roads: await api.pages(`/api/base${area}&kind=road`, token, ({ features }: BaseCollection) => features),
    buildings: await api.pages(`/api/places${area}&kind=building`, token, ({ features }: PlaceCollection) => features),
    workers: await api.pages(`/api/workers${area}&role=worker`, token, ({ workers }: WorkerList) => workers),
  };
}
