/**
 * Listens while a plan is open: others change it, take a step with it, or a proposal is ready. A browser without EventSource,
 * or a refused stream, only means that others are met when something is sent.
 */
import { computed, effect, signal } from '@preact/signals';
import type { PlanNews, ProposalNews } from '../../../server/contract/live.ts';
import { hearTileNews, lendStream } from '../tile-news.ts';
import { mayIn } from '../who.ts';
import { loadHead, plan } from './head.ts';
import { planSession } from './opened.ts';
import { PLAN_READERS } from './roles.ts';
import { catchUp } from './sending.ts';

/** The last news of a proposal of this plan; a new object is new news. */
export const proposalNews = signal<ProposalNews | null>(null);

const listened = computed(() => {
  const now = plan.value;
  return now !== null && mayIn(PLAN_READERS, now.area) ? `${now.id} ${now.area}` : null;
});

function hear(news: PlanNews): void {
  const now = plan.peek();
  if (now === null || news.plan !== now.id) return;
  const session = planSession.peek();
  if (news.state !== now.state || (session === null && news.seq > now.seq)) void loadHead();
  // What this browser sends comes back as news before its answer is there: then something is pending, and catchUp waits.
  if (session !== null && news.seq > session.plan.seq) void catchUp().catch(() => {});
}

/** Follows the plan of the address for as long as the workspace is open. */
export function followPlanNews(): () => void {
  return effect(() => {
    const [id, area] = listened.value?.split(' ') ?? [];
    if (area === undefined || typeof EventSource === 'undefined') return;
    const source = new EventSource(`/api/live?area=${area}`);
    const read = <T>(event: MessageEvent): T => JSON.parse(String(event.data)) as T;
    source.addEventListener('plan', (event) => hear(read<PlanNews>(event)));
    source.addEventListener('proposal', (event) => {
      const news = read<ProposalNews>(event);
      if (String(news.plan) === id) proposalNews.value = news;
    });
    source.addEventListener('reset', () => {
      void loadHead();
      void catchUp().catch(() => {});
    });
    hearTileNews(source);
    const takeBack = lendStream();
    return () => {
      takeBack();
      source.close();
    };
  });
}
