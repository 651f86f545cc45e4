/** What a viewer may see of workers, and the name of all who may see the same: they share their frames. Pure. */
import { areasOf, type Caller, covers } from '../../access/caller.ts';
import { COUNT_READERS, POSITION_READERS } from '../roles.ts';

export interface ViewClass {
  readonly key: string;
  /** Whether single workers are shown at all. */
  readonly exact: boolean;
  /** Of a worker of this area: the person, or as one of a number. */
  seesPerson(area: string): boolean;
  seesCount(area: string): boolean;
}

/** Null: nothing at all. */
export function viewClassOf(caller: Caller): ViewClass | null {
  const persons = areasOf(caller, POSITION_READERS);
  const counts = areasOf(caller, COUNT_READERS);
  if (counts?.length === 0) return null;
  const within = (areas: readonly string[] | null, area: string): boolean =>
    areas === null || areas.some((one) => covers(one, area));
  const name = (areas: readonly string[] | null): string => (areas === null ? '*' : [...areas].sort().join(' '));
  return {
    key: `${name(persons)}|${name(counts)}`,
    exact: persons === null || persons.length > 0,
    seesPerson: (area) => within(persons, area),
    seesCount: (area) => within(counts, area),
  };
}
