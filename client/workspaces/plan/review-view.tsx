/** The way of a plan to the next edition. */
export const ReviewView = () => null;
