/** Two plans or editions side by side. */
export const CompareView = () => null;
