/** Types of compiled.mjs, which is plain JavaScript because it runs before anything can strip types. */
export function compiledEntry(entry: string): Promise<string | null>;
export function compile(): Promise<URL>;
