/** The words of the panels of emergency mode and of zones. */
import type { ZoneKind } from '../../../../server/contract/emergencies.ts';
import { enCommandModes } from '../../../i18n/en-command-modes.ts';
import { type CommandModesKey, zhCommandModes } from '../../../i18n/zh-command-modes.ts';
import { number, problemText, textsOf } from '../../../state/language.ts';

export const tm = textsOf(zhCommandModes, enCommandModes);

export const zoneKind = (kind: ZoneKind): string => tm(`kind.${kind}`);

/** What is wrong with a shape, by the kernel's word for it. */
export function geometryText(reason: string): string {
  const key = `geometry.${reason}`;
  return tm(key in zhCommandModes ? (key as CommandModesKey) : 'geometry.other');
}

interface Refused {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A refusal with its reason in words where it has one. */
export function refusedText({ code, params }: Refused): string {
  if (code === 'geometry-invalid') return tm('fault.shape-bad', { why: geometryText(String(params.reason)) });
  const period = `period.${String(params.why)}`;
  if (code === 'period-invalid' && period in zhCommandModes) return tm(period as CommandModesKey);
  return problemText(code, params, 'problem.other');
}

const HECTARE_M2 = 10_000;
const KM2_M2 = 1_000_000;
/** In the unit in which people say it. */
export function areaText(m2: number): string {
  if (m2 >= KM2_M2) return tm('area.km2', { n: number(m2 / KM2_M2, 2) });
  if (m2 >= HECTARE_M2) return tm('area.ha', { n: number(m2 / HECTARE_M2, 1) });
  return tm('area.m2', { n: number(m2) });
}
