/** Whether a text seems to hold a phone or identity number, which no event keeps. A hint, no lock. Pure. */
const MOBILE = /(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/;
const IDENTITY = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/;
const LANDLINE = /(?<!\d)0\d{2,3}[-\s]\d{7,8}(?!\d)/;

export const looksPersonal = (text: string): boolean => [MOBILE, IDENTITY, LANDLINE].some((one) => one.test(text));
