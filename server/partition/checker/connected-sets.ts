/** All connected sets around one bundle, made by growing every set by every neighbour and dropping repeats. */

/** Whether some set holding `first` weighs from `min` to `max`; undefined when there are too many to tell. */
export function hasLawfulSet(
  first: number,
  weight: (item: number) => number,
  next: (item: number) => Iterable<number>,
  min: number,
  max: number,
  limit: number,
): boolean | undefined {
  const seen = new Set<string>();
  const waiting: number[][] = [];
  const offer = (set: readonly number[]) => {
    const closed = withWeightless(set, weight, next);
    const key = closed.join(' ');
    if (seen.has(key)) return;
    seen.add(key);
    waiting.push(closed);
  };
  if (weight(first) > max) return false;
  offer([first]);
  for (let set = waiting.pop(); set !== undefined; set = waiting.pop()) {
    if (seen.size > limit) return undefined;
    const sum = set.reduce((total, item) => total + weight(item), 0);
    if (sum >= min && sum <= max) return true;
    const held = new Set(set);
    const rim = new Set(set.flatMap((item) => [...next(item)]));
    for (const item of rim) if (!held.has(item) && sum + weight(item) <= max) offer([...set, item]);
  }
  return false;
}

/** What weighs nothing may as well be in. */
function withWeightless(
  set: readonly number[],
  weight: (item: number) => number,
  next: (item: number) => Iterable<number>,
): number[] {
  const all = [...set];
  const held = new Set(set);
  for (const at of all) {
    for (const other of next(at)) {
      if (held.has(other) || weight(other) > 0) continue;
      held.add(other);
      all.push(other);
    }
  }
  return all.sort((a, b) => a - b);
}
