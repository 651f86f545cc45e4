/** What is found by what is typed, reckoned once for all who show it. */
import { computed } from '@preact/signals';
import { type Found, plainText } from '../find.ts';
import { finder } from './atlas.ts';
import { query } from './choice.ts';

export const isAsking = computed(() => plainText(query.value) !== '');

/** The finder is made when somebody types. */
export const found = computed<readonly Found[]>(() => (isAsking.value ? (finder.value?.find(query.value) ?? []) : []));
