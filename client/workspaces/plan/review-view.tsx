/** The way of a plan to the next edition: how far it has come, what may be done now, what publishing would do. */
import { useEffect } from 'preact/hooks';
import { planReviewPart } from '../../map/layers/plan-review-part.ts';
import { mapPart } from '../../state/map-part.ts';
import { plan } from '../../state/plan/head.ts';
import { confirming, followLife, mayPublish, published } from '../../state/plan/life.ts';
import { flyToArea, leavePlanMap, loadPlanMap } from '../../state/plan/plan-map.ts';
import { LifeLine } from './review/life-line.tsx';
import { NextSteps } from './review/next-steps.tsx';
import { PublishDialogue } from './review/publish-dialogue.tsx';
import { PublishEffects } from './review/publish-effects.tsx';
import { PublishedNow } from './review/published-now.tsx';
import { ShiftedGround } from './review/shifted-ground.tsx';
import '../../theme/plan-outside.css';
import '../../theme/plan-review.css';
import '../../theme/plan-print.css';

export function ReviewView() {
  useEffect(followLife, []);
  useEffect(() => {
    mapPart.value = planReviewPart;
    return () => {
      mapPart.value = null;
    };
  }, []);
  const now = plan.value;
  useEffect(() => {
    const controller = new AbortController();
    const of = plan.peek();
    if (of !== null) void loadPlanMap(of, controller.signal);
    return () => {
      controller.abort();
      leavePlanMap();
    };
  }, [now?.id, now?.seq, now?.edition]);
  useEffect(() => {
    const of = plan.peek();
    if (of !== null) flyToArea(of.area);
  }, [now?.id]);
  if (now === null) return null;
  if (confirming.value && mayPublish.value) return <PublishDialogue plan={now} />;
  return (
    <div class="review-scroll">
      {now.state === 'published' && <PublishedNow plan={now} answer={published.value} />}
      <LifeLine plan={now} />
      <NextSteps plan={now} />
      <ShiftedGround plan={now} />
      {now.state !== 'published' && <PublishEffects plan={now} />}
    </div>
  );
}
