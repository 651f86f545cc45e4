/** The kinds of need in the order of the form: as the contract's NEEDS, which is code of the service. A test compares. */
export const NEED_NAMES = ['safety', 'facilities', 'environment', 'dispute', 'care', 'policy', 'other'] as const;
