/** Texts of emergency modes in English that stand in every workspace. */
import type { Message } from './translate.ts';
import type { CommandAlarmKey } from './zh-command-alarm.ts';

export const enCommandAlarm: Readonly<Record<CommandAlarmKey, Message>> = {
  'line.mode': 'Emergency mode',
  'line.since': 'since {at}',
  'line.by': 'by {by}',
  'line.more': { one: '{count} more', other: '{count} more' },
  'line.rules': 'Its rules',
  'line.open': 'Open in Command',
  'spoken.on': '{area} is in emergency mode: {reason}',
  'spoken.off': '{area} is back to normal',

  'rules.way': 'New events go straight up to the county, past the usual levels',
  'rules.clock': 'Deadlines are those of emergencies; nights and holidays count',
  'rules.position': 'Staff outside send their position every {n} s',
  'rules.layers': 'The map of Command shows: {layers}',
  'rules.layersNone': 'The map of Command stays as it is',
  'rules.restore':
    'Back to normal, all of this is as before; events reported meanwhile go on the way they were reported',
  'roster.title': 'On duty',
  'roster.none': 'No duty roster was given',
  'roster.role': 'Role',
  'roster.holder': 'Name',
  'roster.phone': 'Office phone',
};
