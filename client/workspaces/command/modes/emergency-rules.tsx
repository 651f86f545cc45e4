/** What an emergency mode changes, in words, and who is on duty. */
import type { EmergencyRules } from '../../../../server/contract/emergencies.ts';
import { LAYER_NAMES, layersShown } from '../../../state/command/emergency-layers.ts';
import { t } from '../../../state/language.ts';
import { ta } from './alarm-words.ts';

export function RulesList({ rules }: { rules: Pick<EmergencyRules, 'positionIntervalS' | 'layers'> }) {
  const layers = layersShown(rules.layers) === null ? [] : LAYER_NAMES.filter((name) => rules.layers.includes(name));
  return (
    <ul class="emergency-rules">
      <li>{ta('rules.way')}</li>
      <li>{ta('rules.clock')}</li>
      <li>{ta('rules.position', { n: rules.positionIntervalS })}</li>
      <li>
        {layers.length === 0
          ? ta('rules.layersNone')
          : ta('rules.layers', { layers: layers.map((name) => t(`layer.${name}`)) })}
      </li>
      <li>{ta('rules.restore')}</li>
    </ul>
  );
}

export function Roster({ roster }: { roster: EmergencyRules['roster'] }) {
  if (roster.length === 0) return <p class="hint">{ta('roster.none')}</p>;
  return (
    <table class="roster">
      <caption>{ta('roster.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{ta('roster.role')}</th>
          <th scope="col">{ta('roster.holder')}</th>
          <th scope="col">{ta('roster.phone')}</th>
        </tr>
      </thead>
      <tbody>
        {roster.map(({ role, holder, phone }, row) => (
          <tr key={row}>
            <td>{role}</td>
            <td>{holder}</td>
            <td>{phone === null ? '–' : <a href={`tel:${phone}`}>{phone}</a>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
