/** A worker in the list: face, name, posts, office phone, and whether the public is shown them. Opens and closes the form below. */
import type { Post, Worker } from '../../../server/contract/workers.ts';
import { Icon } from '../../ui/icon.tsx';
import { Face } from './face.tsx';
import { chooseWorker, chosenWorker } from './people-state.ts';
import { PersonForm } from './person-form.tsx';
import { tw } from './words.ts';

const postText = ({ role, grid, gridName }: Post): string =>
  tw('postAt', { role: tw(`role.${role}`), grid: gridName ?? grid });

export function PersonRow({ worker }: { worker: Worker }) {
  const open = chosenWorker.value === worker.id;
  const { id, name, phone, published, posts } = worker;
  return (
    <li data-worker={id}>
      <button
        class="person-row"
        type="button"
        aria-expanded={open}
        aria-controls={open ? `person-${id}` : undefined}
        onClick={() => chooseWorker(open ? null : id)}
      >
        <Face worker={worker} />
        <span class="who">
          <strong>{name}</strong>
          <span class="hint">{posts.length === 0 ? tw('noPost') : posts.map(postText).join('；')}</span>
          <span class={phone === null ? 'hint missing' : 'hint'}>{phone ?? tw('noPhone')}</span>
        </span>
        <span class={published ? 'tag in' : 'tag over'}>
          <Icon name={published ? 'done' : 'close'} />
          {tw(published ? 'shown' : 'hidden')}
        </span>
        <Icon name={open ? 'up' : 'down'} />
      </button>
      {open && <PersonForm key={id} worker={worker} />}
    </li>
  );
}
