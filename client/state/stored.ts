/** A choice kept in this browser only. A browser that keeps nothing (private mode) is no error: the default holds. */
export function readStored(name: string): string | null {
  try {
    return window.localStorage.getItem(`gezhong.${name}`);
  } catch {
    return null;
  }
}

export function writeStored(name: string, value: string | null): void {
  try {
    if (value === null) window.localStorage.removeItem(`gezhong.${name}`);
    else window.localStorage.setItem(`gezhong.${name}`, value);
  } catch {
    // storage refused: the choice lasts as long as the page
  }
}
