/** The numbers that positions are judged by. */

/** A clock may be ahead by so much; a fix may be so old. */
export const AHEAD_MS = 120_000;
export const OLDEST_MS = 24 * 3600_000;
/** A worker may be so far beyond the box of the map, in lattice units: about 2 km. */
export const BEYOND_UNITS = 200_000;
export const FASTEST_M_S = 60;
/** Less accurate than this: shown as coarse, and no grid is judged by it. */
export const COARSE_M = 200;
/** What is assumed of a device that does not tell its accuracy. */
export const UNTOLD_ACCURACY_M = 25;
/** Sooner than this after the last one kept a fix is left out of the trail… */
export const SOONEST_MS = 3_000;
/** …and so is one that is not further from it than this, or than half its accuracy, up to the second number. */
export const STILL_M = 5;
export const STILL_MOST_M = 10;
/** But one in so long is kept, whatever the rules say: rules that are too strict must make nobody disappear. */
export const SAFETY_MS = 180_000;

/** A move is settled when the border is further than the accuracy and this… */
export const MARGIN_M = 10;
/** …for so long or so often in a row, or when it lasts, near the border or not. */
export const DWELL_MS = 20_000;
export const FIXES_IN_ROW = 3;
export const LONG_DWELL_MS = 120_000;
/** Borders further than this are far enough for every accuracy that is judged. */
export const BORDER_CAP_M = 250;

/** Between two fixes nearer than this, in time and place, the grids on the straight line count as crossed. */
export const SEGMENT_MS = 120_000;
export const SEGMENT_M = 500;
export const CROSSED_M = 30;

/** No fix for three intervals: late; for ten minutes: lost. A break as long is a gap of a trail. */
export const LATE_INTERVALS = 3;
export const LOST_MS = 600_000;
