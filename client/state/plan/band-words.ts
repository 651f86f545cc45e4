/** The word for each state that a grid of a plan has against the standard. */
export const BANDS = { within: 'in', under: 'under', over: 'over', exempt: 'none' } as const;
