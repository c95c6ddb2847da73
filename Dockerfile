# The site in one container: what is installed is pinned by hash, the facts are built into it, and it needs to write
# nothing while it runs. The base image can be pinned as well: docker build --build-arg PYTHON=python:3.13-slim@sha256:...
ARG PYTHON=python:3.13-slim

FROM ${PYTHON} AS build
COPY requirements/runtime.lock requirements/pictures.lock /
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps --requirement /runtime.lock
# What draws pictures weighs 85 MB, and the site does without.
RUN python -m venv /drawing \
 && /drawing/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps --requirement /pictures.lock
WORKDIR /factbook
COPY pyproject.toml build.py schema.sql lexicon.yml vocabulary.yml metadata.yml falsified.json LICENSE LICENSE-DATA CITATION.cff ./
COPY factbook factbook
COPY facts facts
COPY geo geo
COPY releases releases
COPY translations translations
# The public address, with which the links in the downloads begin.
ARG FACTBOOK_URL=
RUN /venv/bin/python build.py \
 && /drawing/bin/python build.py pictures --database factbook.db \
 && /venv/bin/python build.py export

FROM ${PYTHON}
COPY --from=build /venv /venv
COPY --from=build /factbook /factbook
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/factbook
WORKDIR /factbook
USER 10001:10001
EXPOSE 8001
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["/venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8001/-/health', timeout=4)"]
CMD ["/venv/bin/python", "build.py", "serve", "--database", "factbook.db", "--host", "0.0.0.0", "--port", "8001"]
