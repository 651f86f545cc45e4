/** Text from a message and its parameters: `{name}` is filled in, numbers by Intl, and one/other chosen by `count`. */
export type Language = 'zh-CN' | 'en';
export type Message = string | { readonly one: string; readonly other: string };
export type Params = Record<string, unknown>;

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

export function formatNumber(value: number, language: Language, digits = 0): string {
  const key = `${language}/${digits}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: digits });
    numbers.set(key, format);
  }
  return format.format(value);
}

/** A day as people write it, in Asia/Shanghai: 2026年11月22日. */
export function formatDay(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(new Date(iso));
}

function plural(count: number, language: Language): 'one' | 'other' {
  let rules = plurals.get(language);
  if (!rules) {
    rules = new Intl.PluralRules(language);
    plurals.set(language, rules);
  }
  return rules.select(count) === 'one' ? 'one' : 'other';
}

export function translate(message: Message, params: Params, language: Language): string {
  const text = typeof message === 'string' ? message : message[plural(Number(params.count ?? 0), language)];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined || value === null) return whole;
    if (typeof value === 'number') return formatNumber(value, language, 2);
    return Array.isArray(value) ? value.join(language === 'en' ? ', ' : '、') : String(value);
  });
}
