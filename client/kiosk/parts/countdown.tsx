/** The last seconds before the screen goes back to the start, over everything: touching anything stops it. */
import { left, stay } from '../state/idle.ts';
import { tk } from '../words.ts';

export function Countdown() {
  const seconds = left.value;
  if (seconds === null) return null;
  return (
    <div class="countdown" role="alertdialog" aria-labelledby="idle-title" aria-describedby="idle-left">
      <div class="countdown-box">
        <h2 id="idle-title">{tk('idle.title')}</h2>
        <p class="seconds" aria-hidden="true">
          {seconds}
        </p>
        <p id="idle-left">{tk('idle.left', { count: seconds })}</p>
        <button type="button" class="big primary" onClick={stay}>
          {tk('idle.stay')}
        </button>
      </div>
    </div>
  );
}
