/** What the signs of the command mean; stands first in the legend of the map. */
import { EVENT_GRADES, shapeOf } from '../../map/layers/events-images.ts';
import { majors } from '../../state/command/rules.ts';
import { Badge } from './badge.tsx';
import { ShapeMark } from './event-mark.tsx';
import { named, tc } from './words.ts';

const SHAPED = 6;

export function EventLegend() {
  const all = majors.value;
  return (
    <div class="event-legend">
      <h3>{tc('legend.kind')}</h3>
      <ul class="classes pairs">
        {all.slice(0, SHAPED).map(({ code, name }, index) => (
          <li key={code}>
            <ShapeMark shape={shapeOf(index)} grade="ordinary" />
            <span>{name}</span>
          </li>
        ))}
        {all.length > SHAPED && (
          <li>
            <ShapeMark shape="cross" grade="ordinary" />
            <span>{tc('legend.other')}</span>
          </li>
        )}
      </ul>
      <h3>{tc('legend.grade')}</h3>
      <ul class="classes pairs">
        {EVENT_GRADES.map((grade) => (
          <li key={grade}>
            <ShapeMark shape="disc" grade={grade} />
            <span>{named('grade', grade)}</span>
          </li>
        ))}
      </ul>
      <h3>{tc('legend.late')}</h3>
      <ul class="classes pairs">
        {(['overdue', 'soon'] as const).map((name) => (
          <li key={name}>
            <span class={`due ${name}`}>
              <Badge of={name} />
            </span>
            <span>{named('urgency', name)}</span>
          </li>
        ))}
      </ul>
      <p class="hint">{tc('legend.cluster')}</p>
    </div>
  );
}
