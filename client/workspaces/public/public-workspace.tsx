/** 公示: what kiosks, notices and maps show everybody of workers, and whom an area says to call. For planners and admins. */
import { useSignal } from '@preact/signals';
import { mayImport, session, signedIn } from '../../state/who.ts';
import { Closed } from '../../ui/closed.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Workspace } from '../../ui/workspace.ts';
import { AreaPart } from './area-part.tsx';
import { ContactsPart } from './contacts-part.tsx';
import { PeoplePart } from './people-part.tsx';
import { publicArea } from './public-area.ts';
import { tw } from './words.ts';
import '../../theme/pages.css';
import '../../theme/public.css';

const PARTS = { people: PeoplePart, contacts: ContactsPart } as const;
type Part = keyof typeof PARTS;

function Side() {
  const part = useSignal<Part>('people');
  if (session.value === null) return <div class="panel" />;
  if (!signedIn.value || !mayImport.value)
    return <Closed title={tw('title')} signIn={tw('signIn')} needRole={tw('needRole')} />;
  const area = publicArea.value;
  if (area === null)
    return (
      <div class="panel">
        <h2>{tw('title')}</h2>
        <p class="note">{tw('needArea')}</p>
      </div>
    );
  const Shown = PARTS[part.value];
  return (
    <div class="panel public">
      <div>
        <h2>{tw('title')}</h2>
        <p class="lead">{tw('lead')}</p>
      </div>
      <AreaPart />
      <Segmented
        label={tw('parts')}
        value={part.value}
        onChoose={(next) => {
          part.value = next;
        }}
        choices={(Object.keys(PARTS) as Part[]).map((value) => ({ value, label: tw(`part.${value}`) }))}
      />
      <Shown key={area} area={area} />
    </div>
  );
}

export const publicWorkspace: Workspace = { Side };
