/** Who answers for the grid: name, photo if there is one, office phone. Nothing else is known here. */
import type { KioskPerson } from '../../../server/contract/kiosk.ts';
import { Glyph } from '../glyph.tsx';
import { isLarge } from '../state/layout.ts';
import { tk } from '../words.ts';

export function Person({ person, role, first = false }: { person: KioskPerson; role: string; first?: boolean }) {
  return (
    <div class="person" data-first={first}>
      {person.photo === null ? (
        first && (
          <span class="face">
            <Glyph name="person" />
          </span>
        )
      ) : (
        <img class="face" src={`/api/kiosk/photos/${person.photo}`} alt={tk('person.photo', { name: person.name })} />
      )}
      <div class="who">
        <span class="role">{role}</span>
        <b class="name">{person.name}</b>
        <Phone phone={person.phone} />
      </div>
    </div>
  );
}

/** On a phone one touch calls; a screen in a hall shows it in large digits. */
function Phone({ phone }: { phone: string | null }) {
  if (phone === null) return <span class="no-phone">{tk('person.no-phone')}</span>;
  if (isLarge.value)
    return (
      <span class="phone">
        <Glyph name="phone" />
        <span class="hidden-text">{tk('person.phone')} </span>
        <span>{phone}</span>
      </span>
    );
  return (
    <a class="big call" href={`tel:${phone.replace(/[^\d+]/g, '')}`} aria-label={tk('person.call', { phone })}>
      <Glyph name="phone" />
      <span>{phone}</span>
    </a>
  );
}
