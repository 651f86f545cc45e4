/**
 * Accepted findings. An exception is a person's word that a finding may stay, within an envelope: the size at acceptance. It
 * takes away the block, never the record: the finding stays listed, with its severity. It counts no more when it was
 * withdrawn, when its time is over, or when the finding has outgrown the envelope.
 */
import type { CoverageException, Severity } from '../contract/coverage.ts';

export type ExceptionState = CoverageException['state'];

export interface AcceptedFinding {
  readonly id: number;
  /** Id of the finding, which lives on through inheritIds (finding-identity.ts). */
  readonly finding: string;
  readonly envelope: CoverageException['envelope'];
  /** Milliseconds since 1970; from this instant on it is expired. */
  readonly until: number;
  readonly withdrawn: boolean;
}

/** What of a finding now is held against the envelope. */
export interface FindingSize {
  readonly id: string;
  readonly areaM2: number | null;
  readonly buildings: number;
  readonly households: number;
}

/** Growth of the area that is let pass: up to a fifth, or up to 50 m². */
const GROWTH_SHARE = 0.2;
const GROWTH_M2 = 50;

/**
 * The state of each exception, by its id. Withdrawn comes before gone (the finding is no longer there), gone before expired,
 * expired before grown. `now`: milliseconds since 1970.
 */
export function exceptionStates(
  exceptions: readonly AcceptedFinding[],
  findings: readonly FindingSize[],
  now: number,
): Map<number, ExceptionState> {
  const sizes = new Map(findings.map((finding) => [finding.id, finding]));
  return new Map(exceptions.map((exception) => [exception.id, stateOf(exception, sizes.get(exception.finding), now)]));
}

/**
 * Which exception speaks for each finding, by the finding's id: one that is accepted before any other, else the newest (the
 * highest id). Withdrawn ones and those of findings that are gone speak for none.
 */
export function exceptionsByFinding<Exception extends AcceptedFinding>(
  exceptions: readonly Exception[],
  states: ReadonlyMap<number, ExceptionState>,
): Map<string, Exception> {
  const rank = ({ id }: Exception): number => (states.get(id) === 'accepted' ? 1 : 0);
  const spoken = new Map<string, Exception>();
  for (const exception of exceptions) {
    const state = states.get(exception.id);
    if (state === undefined || state === 'withdrawn' || state === 'gone') continue;
    const known = spoken.get(exception.finding);
    if (known === undefined || (rank(exception) - rank(known) || exception.id - known.id) > 0) {
      spoken.set(exception.finding, exception);
    }
  }
  return spoken;
}

/** Whether a finding keeps a plan from being in force: an error that nobody has accepted. */
export function blocks(severity: Severity, state: ExceptionState | null): boolean {
  return severity === 'error' && state !== 'accepted';
}

/** Whether a finding keeps a report from being clean: an error or a warning that nobody has accepted. */
export function soils(severity: Severity, state: ExceptionState | null): boolean {
  return severity !== 'info' && state !== 'accepted';
}

/** A layer's own severity for a finding: anything, but with households in it never below a warning. */
export function severityAsked(asked: Severity, households: number): Severity {
  return asked === 'info' && households > 0 ? 'warning' : asked;
}

function stateOf(exception: AcceptedFinding, finding: FindingSize | undefined, now: number): ExceptionState {
  if (exception.withdrawn) return 'withdrawn';
  if (finding === undefined) return 'gone';
  if (now >= exception.until) return 'expired';
  return hasGrown(exception.envelope, finding) ? 'grown' : 'accepted';
}

/** A finding without an area counts as one of 0 m². */
function hasGrown(envelope: AcceptedFinding['envelope'], finding: FindingSize): boolean {
  if (finding.buildings > envelope.buildings || finding.households > envelope.households) return true;
  const before = envelope.areaM2 ?? 0;
  const growth = (finding.areaM2 ?? 0) - before;
  return growth > GROWTH_M2 && growth > GROWTH_SHARE * before;
}
