/** How far a proposal is; told between steps, where the caller may also stop for good. */

export type Stage = 'check' | 'seed' | 'polish' | 'prove' | 'repair' | 'improve' | 'match';

export interface Progress {
  readonly community: string;
  readonly stage: Stage;
  /** Connected area at work, from 0, and how many there are. */
  readonly area: number;
  readonly areas: number;
}
