/**
 * The views of the command: what its panel shows while the map, the clock and the card stay. A view is fetched when somebody
 * goes there; `#/command/<name>`. The first one is what the workspace opens with.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { CommandKey } from '../../i18n/zh-command.ts';
import { mayWatch } from '../../state/command/people/people-roles.ts';
import { fetched } from '../../ui/fetched.tsx';
import { EventList } from './event-list.tsx';

export interface CommandView {
  readonly name: string;
  readonly label: CommandKey;
  readonly Panel: ComponentType;
  /** Left out: whoever may look at events. */
  readonly may?: ReadonlySignal<boolean>;
}

export const lazyView = (name: string, label: CommandKey, fetch: () => Promise<ComponentType>): CommandView => ({
  name,
  label,
  Panel: fetched(fetch),
});

export const VIEWS: readonly CommandView[] = [
  { name: 'live', label: 'view.live', Panel: EventList },
  {
    ...lazyView('people', 'view.people', () =>
      import('./people/people-panel.tsx').then(({ PeoplePanel }) => PeoplePanel),
    ),
    may: mayWatch,
  },
  lazyView('density', 'view.density', () => import('./density-panel.tsx').then(({ DensityPanel }) => DensityPanel)),
  lazyView('emergency', 'view.emergency', () =>
    import('./modes/emergency-panel.tsx').then(({ EmergencyPanel }) => EmergencyPanel),
  ),
  lazyView('zones', 'view.zones', () => import('./modes/zones-panel.tsx').then(({ ZonesPanel }) => ZonesPanel)),
  lazyView('figures', 'view.figures', () =>
    import('./figures/figures-panel.tsx').then(({ FiguresPanel }) => FiguresPanel),
  ),
  lazyView('rules', 'view.rules', () => import('./rules/rules-panel.tsx').then(({ RulesPanel }) => RulesPanel)),
];
