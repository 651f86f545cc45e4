/** What a device says in the way of OsmAnd as one of our fixes. Pure. */
import type { Fix, OsmAndFix } from '../../contract/positions.ts';

/** Metres of error that one of dilution stands for. */
const METRES_PER_HDOP = 5;
const KNOT_M_S = 0.514444;
/** Traccar's rule: a number below it is seconds. */
const MOST_SECONDS = 2 ** 31 - 1;

/** A place or time that cannot be read becomes NaN, which the chain calls invalid. */
export function fixOfOsmAnd(told: OsmAndFix, now: number): Fix {
  const [lat, lon] = placeOf(told);
  const fix: Fix = { t: told.timestamp === undefined ? now : timeOf(told.timestamp), lon, lat };
  const accuracy = told.accuracy ?? (told.hdop === undefined ? undefined : told.hdop * METRES_PER_HDOP);
  // devices tell 0 for an accuracy they do not know
  if (accuracy !== undefined && accuracy > 0) fix.accuracy = accuracy;
  if (told.speed !== undefined) fix.speed = told.speed * KNOT_M_S;
  const course = told.bearing ?? told.heading;
  if (course !== undefined && course >= 0) fix.course = course;
  return fix;
}

function placeOf({ lat, lon, location }: OsmAndFix): [lat: number, lon: number] {
  if (lat !== undefined && lon !== undefined) return [lat, lon];
  const [north, east] = /^\s*([-+.\d]+)\s*,\s*([-+.\d]+)\s*$/.exec(location ?? '')?.slice(1) ?? [];
  return [Number(north), Number(east)];
}

function timeOf(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) {
    const number = Number(text);
    return number <= MOST_SECONDS ? number * 1000 : number;
  }
  return Date.parse(text);
}
