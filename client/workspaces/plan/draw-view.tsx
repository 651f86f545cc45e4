/** Painting: grids with their numbers, and what is wrong with them. */
export const DrawView = () => null;
