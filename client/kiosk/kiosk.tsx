/** The kiosk on one screen: above what it is, the map, and beside or below it the search or the answer. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import type { KioskAtlas } from '../../server/contract/kiosk.ts';
import { Announcer } from '../ui/announcer.tsx';
import type { Ground } from './ground.ts';
import { Card } from './parts/card.tsx';
import { Countdown } from './parts/countdown.tsx';
import { Header, OfflineBanner } from './parts/header.tsx';
import { MapView } from './parts/map.tsx';
import { Search } from './parts/search.tsx';
import { Trouble } from './parts/trouble.tsx';
import { QrPage } from './qr-page.tsx';
import { asked } from './state/address.ts';
import { atlas, ground, trouble } from './state/atlas.ts';
import { choice } from './state/choice.ts';
import { isLarge } from './state/layout.ts';
import { tk } from './words.ts';

export function Kiosk() {
  useSignalEffect(() => {
    document.title = atlas.value === null ? tk('title') : `${atlas.value.area.name} ${tk('title')}`;
  });
  return (
    <div class="kiosk" data-large={isLarge.value} data-answer={choice.value !== null}>
      <Header />
      <OfflineBanner />
      <Content />
      <Countdown />
      <Announcer />
    </div>
  );
}

type PrintPage = FunctionComponent<{ atlas: KioskAtlas; ground: Ground }>;

const PRINTS = {
  notice: (): Promise<PrintPage> => import('./notice/notice-page.tsx').then((part) => part.NoticePage),
  map: (): Promise<PrintPage> => import('./area-map/area-page.tsx').then((part) => part.MapPage),
} as const;

/** Fetched when asked for: halls and phones never do. */
function Prints({ view }: { view: keyof typeof PRINTS }) {
  const page = useSignal<PrintPage | null>(null);
  useEffect(() => {
    void PRINTS[view]().then((part) => {
      page.value = part;
    });
  }, [view, page]);
  const Page = page.value;
  if (Page === null || atlas.value === null || ground.value === null) return <p class="loading">{tk('loading')}</p>;
  return <Page atlas={atlas.value} ground={ground.value} />;
}

function Content() {
  if (atlas.value === null || ground.value === null)
    return trouble.value === null ? <p class="loading">{tk('loading')}</p> : <Trouble code={trouble.value} />;
  if (asked.view === 'qr') return <QrPage atlas={atlas.value} />;
  if (asked.view !== null) return <Prints view={asked.view} />;
  return (
    <main class="content">
      <MapView />
      <div class="side">
        {choice.value === null ? <Search /> : <Card now={choice.value} ground={ground.value} atlas={atlas.value} />}
      </div>
    </main>
  );
}
