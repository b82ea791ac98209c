# The product as one image: the web host and the command line `dar`. See docker-compose.yml and docker-compose.production.yml.

FROM node:22-bookworm-slim AS frontend
WORKDIR /web
COPY src/DomesticAbuseResponse.Web/package.json src/DomesticAbuseResponse.Web/package-lock.json src/DomesticAbuseResponse.Web/.npmrc ./
RUN npm ci
COPY src/DomesticAbuseResponse.Web/assets.mjs ./
RUN node assets.mjs

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
ENV CI=true
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
COPY --from=frontend /web/wwwroot/lib/ src/DomesticAbuseResponse.Web/wwwroot/lib/
# Newer than the list of packages, so that the build does not look for Node.js.
RUN touch src/DomesticAbuseResponse.Web/wwwroot/lib/* \
    && dotnet restore src/DomesticAbuseResponse.Cli \
    && dotnet publish src/DomesticAbuseResponse.Web -c Release --no-restore -o /app \
    && dotnet publish src/DomesticAbuseResponse.Cli -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# British dates and the clock changes of Europe/London: the image must carry both.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tzdata '^libicu[0-9]+$' \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
COPY --chmod=555 scripts/container-health.sh /usr/local/bin/container-health
# The base image would listen on plain HTTP; where to listen is for whoever runs the container to say.
ENV ASPNETCORE_HTTP_PORTS= \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    DOTNET_EnableDiagnostics=0
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["container-health"]
ENTRYPOINT ["dotnet"]
CMD ["DomesticAbuseResponse.Web.dll"]
