/** How to report something: whom to call, in which order, and what to say. */
import type { Contacts } from '../contacts.ts';
import { tk } from '../words.ts';

export function HowToReport({ contacts, hasWorker }: { contacts: Contacts; hasWorker: boolean }) {
  const { hotline, office, hours } = contacts;
  return (
    <section class="part report">
      <h3>{tk('report.title')}</h3>
      <ol>
        {hasWorker && <li>{tk('report.worker')}</li>}
        {office !== null && (
          <li>
            {tk('report.office', { office })}
            {hours !== null && <span class="hours">{tk('report.hours', { hours })}</span>}
          </li>
        )}
        <li>{tk(hasWorker || office !== null ? 'report.hotline' : 'report.hotline.first', { hotline })}</li>
        <li class="urgent">{tk('report.urgent')}</li>
      </ol>
      <h4>{tk('report.say')}</h4>
      <ul>
        <li>{tk('report.say.where')}</li>
        <li>{tk('report.say.what')}</li>
        <li>{tk('report.say.danger')}</li>
      </ul>
    </section>
  );
}
