/** The base map that the site has configured; null: none, or not known yet. What draws it is fetched only where there is one. */
import { effect, signal } from '@preact/signals';
import type { BaseMap } from '../../server/contract/base-map.ts';
import { readBaseMap } from '../api/base-map.ts';
import { service } from './service.ts';

export const baseMap = signal<BaseMap | null>(null);

let isAsked = false;

/** Asks once, and again when the service is back; without an answer the map has the ground of the county. */
export const followBaseMap = (): (() => void) =>
  effect(() => {
    if (service.value !== 'ready' || isAsked) return;
    isAsked = true;
    readBaseMap().then(
      (answer) => {
        baseMap.value = answer;
      },
      () => {
        isAsked = false;
      },
    );
  });
