/**
 * The `sql` tag: text and values travel apart, fragments nest, and nothing but the tag can make a statement,
 * so no value can ever be read as SQL.
 */
export class Sql {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }

  /** The statement with $1, $2, … and its values, fragments flattened. */
  compile(): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    const write = (part: Sql): string => {
      let text = part.strings[0] ?? '';
      part.values.forEach((value, i) => {
        if (value instanceof Sql) text += write(value);
        else text += `$${values.push(value)}`;
        text += part.strings[i + 1] ?? '';
      });
      return text;
    };
    return { text: write(this), values };
  }
}

export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  if (!Array.isArray(strings) || !('raw' in strings)) throw new TypeError('sql is a template tag, not a function');
  return new Sql(strings, values);
}

/** The fragment that is not there: `sql\`where true ${filter ?? nothing}\``. */
export const nothing: Sql = new Sql([''], []);

/** Fragments joined by a separator fragment text known at compile time. */
export function join(parts: readonly Sql[], separator: ', ' | ' and ' | ' or ' | ' '): Sql {
  if (parts.length === 0) return nothing;
  const strings = ['', ...parts.slice(1).map(() => separator), ''];
  return new Sql(strings, parts);
}
