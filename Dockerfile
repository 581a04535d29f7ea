# The first stage installs the locked dependencies, the second holds nothing but them and the bot.
FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/runtime.txt /runtime.txt
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --no-deps --require-hashes --only-binary :all: -r /runtime.txt

FROM python:3.11-slim
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin atazan \
 && install --directory --owner atazan --group atazan --mode 700 /data
COPY --from=build /venv /venv
WORKDIR /app
COPY LICENSE README.md ./
COPY content content
COPY bot bot
COPY handlers handlers
# Compiled here, because the bot may not write to its own folder.
RUN /venv/bin/python -m compileall -q bot handlers content \
    && /venv/bin/python -c "from content.opening import open_pack; open_pack()"
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    BOT_DATA_DIR=/data BOT_LISTEN=127.0.0.1:8080 BOT_LOG_FORMAT=json
USER atazan
VOLUME /data
# Asked directly, never through a proxy that the environment may name for Telegram's sake.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1:8080', timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
CMD ["python", "-m", "bot"]
