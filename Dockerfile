# cqcplan in a container: docker build -t cqcplan .
# docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" cqcplan validate
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /opt/cqcplan \
 && /opt/cqcplan/bin/python -m pip install --no-cache-dir --no-compile --constraint /source/constraints.txt '/source[docx,pdf,xlsx]' \
 && /opt/cqcplan/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/cqcplan/lib

FROM python:3.13-slim
# git: versions of a plan are compared with it; a mounted folder may be another user's
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/* \
 && git config --system --add safe.directory '*' \
 && useradd --create-home keeper
COPY --from=build /opt/cqcplan /opt/cqcplan
ENV PATH="/opt/cqcplan/bin:$PATH" PYTHONDONTWRITEBYTECODE=1
USER keeper
WORKDIR /work
ENTRYPOINT ["cqcplan"]
