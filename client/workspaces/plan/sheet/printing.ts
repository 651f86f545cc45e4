/** The plan sheet is built only while it is printed: on which paper, lying across. */
import { signal } from '@preact/signals';

export const SHEET_SIZES = ['A4', 'A3'] as const;
export type SheetSize = (typeof SHEET_SIZES)[number];

export const printingSheet = signal<SheetSize | null>(null);

/** The frame of the map in millimetres; the rest of the first page is title, facts and legend. */
export const MAP_FRAME: Record<SheetSize, { readonly width: number; readonly height: number }> = {
  A4: { width: 196, height: 158 },
  A3: { width: 302, height: 238 },
};
