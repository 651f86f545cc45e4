/** What the engine proposes. */
export const ProposeView = () => null;
