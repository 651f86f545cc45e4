/** Sheets of paper, upright, in millimetres. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const PAGES = {
  a4: { width: 210, height: 297 },
  a3: { width: 297, height: 420 },
} as const satisfies Record<string, Size>;
export type PaperName = keyof typeof PAGES;
