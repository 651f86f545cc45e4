/** The wall: big numbers, the map, where it is late, what is new, and how fresh all of it is. Nobody touches it. */
import { useEffect } from 'preact/hooks';
import { eventsPart } from '../../../map/layers/events-part.ts';
import { county } from '../../../state/areas.ts';
import { startClock } from '../../../state/command/clock.ts';
import { commandArea } from '../../../state/command/roles.ts';
import { followRules } from '../../../state/command/rules.ts';
import { followStream } from '../../../state/command/stream.ts';
import { standAsWall } from '../../../state/command/wall/stand.ts';
import { followWallFigures } from '../../../state/command/wall/wall-figures.ts';
import { type MapPart, mapPart } from '../../../state/map-part.ts';
import { go, setParams } from '../../../state/route.ts';
import { opacity, shown } from '../../../state/view.ts';
import { flyTo, isBounds } from '../../../state/viewport.ts';
import { mayCommand, session } from '../../../state/who.ts';
import { Closed } from '../../../ui/closed.tsx';
import { keysOpen, workspaceKeys } from '../../../ui/keys.ts';
import type { Workspace } from '../../../ui/workspace.ts';
import { WallFeeds } from './wall-feeds.tsx';
import { WallHead } from './wall-head.tsx';
import { WallNewest, WallRanking } from './wall-lists.tsx';
import { WallNumbers } from './wall-numbers.tsx';
import { tw } from './wall-words.ts';
import '../../../theme/pages.css';
import '../../../theme/command-signs.css';
import '../../../theme/wall.css';

/** A hand on the glass changes nothing. */
const wallPart: MapPart = { ...eventsPart, click: () => true, enter: () => true };

/** The whole county, again after the screen has changed its size. */
function useWholeCounty(): void {
  const box = county.value?.bbox;
  useEffect(() => {
    if (!isBounds(box)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const showAll = () => {
      clearTimeout(timer);
      timer = setTimeout(() => flyTo({ bounds: box }), 600);
    };
    showAll();
    window.addEventListener('resize', showAll);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('resize', showAll);
    };
  }, [box]);
}

/** Of the fills of grids, so that events stand out. */
const CALM = 0.5;

function useWall(): void {
  useEffect(() => {
    // first: the text of the map grows with that of the page, and is measured when the map is given its part
    const stand = standAsWall();
    const before = shown.peek();
    // a filter of the list, or a moment of the past, would hide what is true
    setParams({ show: null, at: null });
    mapPart.value = wallPart;
    const strength = opacity.peek();
    shown.value = { ...before, names: false, buildings: false, micro: false };
    opacity.value = Math.min(strength, CALM);
    workspaceKeys.value = [
      { key: 'Escape', label: () => tw('leave'), always: true, when: () => !keysOpen.peek(), run: () => go('command') },
    ];
    const stops = [stand, startClock(), followRules(), followStream(), followWallFigures()];
    return () => {
      for (const stop of stops) stop();
      mapPart.value = null;
      shown.value = before;
      opacity.value = strength;
      workspaceKeys.value = [];
    };
  }, []);
  useWholeCounty();
}

function Side() {
  if (session.value === null) return <div class="panel" />;
  if (!mayCommand.value || commandArea.value === null)
    return <Closed title={tw('title')} signIn={tw('signIn')} needRole={tw('needRole')} />;
  return <Wall />;
}

function Wall() {
  useWall();
  return (
    <>
      <WallHead />
      <WallNumbers />
      <div class="wall-side">
        <WallRanking />
        <WallNewest />
      </div>
      <WallFeeds />
    </>
  );
}

export const wallWorkspace: Workspace = { Side };
