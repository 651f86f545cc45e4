# The service and its page, built once; what runs has no development packages and no root.
FROM node:22-bookworm AS build
WORKDIR /gezhong
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN node server/launch.mjs prepare && npm prune --omit=dev

FROM node:22-bookworm-slim
# pg_dump and pg_restore for backup and restore; 15, as the database of compose.yaml
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
WORKDIR /gezhong
COPY --from=build /gezhong ./
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 GEZHONG_DATA=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "deploy/healthy.mjs"]
CMD ["node", "--max-semi-space-size=32", "server/launch.mjs", "main"]
