/** How far a grid is from its standard, in words. */
import { tp } from '../words.ts';

/** Empty where nothing is needed. */
export const needsText = (needs: number): string =>
  needs === 0 ? '' : needs > 0 ? tp('needs.more', { count: needs }) : tp('needs.less', { count: -needs });
