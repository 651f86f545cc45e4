/**
 * Fonts of the labels. The style has no glyph server: every character is drawn by the browser from these families, so
 * Chinese needs no network. The weight is read from the first name.
 */
const FAMILIES = ['Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', 'sans-serif'];

export const REGULAR = ['Noto Sans CJK SC', ...FAMILIES];
export const BOLD = ['Noto Sans CJK SC Bold', 'Noto Sans CJK SC', ...FAMILIES];
