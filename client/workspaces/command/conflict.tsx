/** Somebody was faster: what they did, so that the reader can judge anew. */
import { overtaken } from '../../state/command/card.ts';
import { StoryLines } from './card-story.tsx';
import { tcard } from './card-words.ts';

export function Conflict() {
  const steps = overtaken.value;
  return (
    <div class="note bad conflict" role="alert">
      <p>{tcard(steps.length === 0 ? 'conflict.none' : 'conflict.title')}</p>
      {steps.length > 0 && <StoryLines steps={steps} />}
    </div>
  );
}
