/** What of density the map shows, and how large the text of the page is, by which lines and signs grow. */
import { computed } from '@preact/signals';
import { densityChoice } from '../../state/command/density/density-choice.ts';
import { densityShown } from '../../state/command/density/density-shown.ts';

/** Null: the view of density is not on the screen. */
export const densityView = computed(() => (densityShown.value ? densityChoice.value.view : null));

export const textScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
