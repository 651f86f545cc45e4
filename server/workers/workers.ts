/** Everything of workers and posts, put together. */
import type { FastifyInstance } from 'fastify';
import { workerPhotoRoutes } from './photo-routes.ts';
import { WorkerPhotos } from './photo-service.ts';
import { PostsService } from './post-service.ts';
import { Publishing, type PublishingDeps } from './publishing.ts';
import { RosterService } from './roster-service.ts';
import { workerRoutes } from './routes.ts';
import { WorkersService } from './service.ts';

export interface Workers {
  readonly workers: WorkersService;
  readonly posts: PostsService;
  readonly rosters: RosterService;
  readonly publishing: Publishing;
  routes(app: FastifyInstance): Promise<void>;
}

export function openWorkers(deps: PublishingDeps): Workers {
  const publishing = new Publishing(deps);
  const workers = new WorkersService(publishing);
  const posts = new PostsService(publishing);
  const rosters = new RosterService(publishing);
  const photos = new WorkerPhotos(publishing);
  return {
    ...{ workers, posts, rosters, publishing },
    async routes(app) {
      await workerRoutes(app, { workers, posts, rosters });
      await workerPhotoRoutes(app, { photos });
    },
  };
}
