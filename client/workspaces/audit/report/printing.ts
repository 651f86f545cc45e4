/** The report is built only while it is printed, or while a picture of its map is made. */
import { signal } from '@preact/signals';

export const REPORT_SIZES = ['A4', 'A3'] as const;
export type ReportSize = (typeof REPORT_SIZES)[number];

export interface Printing {
  readonly size: ReportSize;
  /** A picture is of the map only. */
  readonly as: 'print' | 'picture';
}
export const printing = signal<Printing | null>(null);
