/** The plan sheet is built only while it is printed or saved as a picture: on which paper, lying across. */
import { signal } from '@preact/signals';
import { PAGES, type Size } from '../../../print/page-sizes.ts';

export const SHEET_SIZES = ['A4', 'A3'] as const;
export type SheetSize = (typeof SHEET_SIZES)[number];

export interface Printing {
  readonly size: SheetSize;
  /** A picture is of the first page. */
  readonly as: 'print' | 'picture';
}
export const printingSheet = signal<Printing | null>(null);

const lying = ({ width, height }: Size): Size => ({ width: height, height: width });
export const PAGE: Record<SheetSize, Size> = { A4: lying(PAGES.a4), A3: lying(PAGES.a3) };

/** The frame of the map in millimetres; the rest of the first page is title, facts and legend. */
export const MAP_FRAME: Record<SheetSize, Size> = {
  A4: { width: 196, height: 158 },
  A3: { width: 302, height: 238 },
};
/** Of the letters on the map, millimetres. */
export const LETTER: Record<SheetSize, number> = { A4: 2.4, A3: 3.2 };
