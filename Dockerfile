# syntax=docker/dockerfile:1

# 1. Everything that is needed to build. sqlite3 compiles where it finds no ready-made binary.
FROM node:22-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
# The server is built with the sources of packages/nestjs; what the workspaces depend on is not needed.
RUN npm ci --workspaces=false --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --workspaces=false --no-audit --no-fund

# 2. What runs: the built files and their dependencies, no compiler, no sources.
FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
RUN install -d -o node -g node -m 0700 /data
USER node
# The only folder that is written to; the rest may be mounted read-only.
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/system/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The server is process 1 and handles SIGTERM itself. `docker run … gatehouse doctor` runs a command.
ENTRYPOINT ["node", "dist/server/boot.js"]
