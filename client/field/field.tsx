/** The frame: what is true on every screen on top, the screen, the five ways below. */
import { useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { theme } from '../state/theme.ts';
import { Announcer } from '../ui/announcer.tsx';
import { Bar, Tabs } from './frame.tsx';
import { GridScreen } from './screens/grid.tsx';
import { Looks } from './screens/looks.tsx';
import { Me } from './screens/me.tsx';
import { Notice } from './screens/notice.tsx';
import { Queue } from './screens/queue.tsx';
import { Report } from './screens/report.tsx';
import { SignIn } from './screens/sign-in.tsx';
import { TaskCard } from './screens/task.tsx';
import { Tasks } from './screens/tasks.tsx';
import { Today } from './screens/today.tsx';
import { VisitForm } from './screens/visit.tsx';
import { Visits } from './screens/visits.tsx';
import { login, who } from './state/me.ts';
import { type Screen, screen, subject } from './state/route.ts';
import { Toast } from './toast.tsx';
import { screenName, tf } from './words.ts';

const SCREENS: Record<Screen, ComponentType> = {
  today: Today,
  tasks: Tasks,
  task: TaskCard,
  report: Report,
  visits: Visits,
  visit: VisitForm,
  me: Me,
  queue: Queue,
  looks: Looks,
  notice: Notice,
  grid: GridScreen,
};

export function Field() {
  useSignalEffect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  useSignalEffect(() => {
    document.title = login.value === null ? tf('app.name') : `${screenName()} · ${tf('app.name')}`;
  });
  const name = screen.value;
  const Current = SCREENS[name];
  return (
    <div class="field-page" data-screen={login.value === null ? 'sign-in' : name}>
      {who.value === 'unknown' ? null : login.value === null ? (
        <SignIn />
      ) : (
        <>
          <Bar />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <main class="screen" id="screen" tabIndex={0}>
            <Current key={`${name}/${subject.value ?? ''}`} />
          </main>
          <Tabs />
        </>
      )}
      <Toast />
      <Announcer />
    </div>
  );
}
