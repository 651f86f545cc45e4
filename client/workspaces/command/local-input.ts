/** A moment in a field for date and time, always in Asia/Shanghai whatever the machine thinks, and back. Pure. */
const SHANGHAI_MS = 8 * 3_600_000;

/** `2026-11-30T17:05`. */
export const localInput = (iso: string): string => new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(0, 16);

/** undefined: nothing whole was typed. */
export function momentOfInput(text: string): string | undefined {
  const at = Date.parse(`${text.slice(0, 16)}:00+08:00`);
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined;
}
