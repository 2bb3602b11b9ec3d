FROM python:3.13-slim

RUN useradd --create-home --home-dir /home/proviso proviso
WORKDIR /opt/proviso

COPY uv.requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement uv.requirements.txt

COPY pyproject.toml uv.lock README.md LICENSE NOTICE ./
RUN uv sync --frozen --no-dev --no-install-project

COPY schema schema
COPY graph graph
COPY loaders loaders
COPY queries queries
COPY api api
COPY data data
COPY bench bench
RUN uv sync --frozen --no-dev

USER proviso
ENV PATH=/opt/proviso/.venv/bin:$PATH PROVISO_HOME=/home/proviso/home PROVISO_CACHE=/home/proviso/cache
EXPOSE 8000
CMD ["proviso", "up", "--host", "0.0.0.0", "--port", "8000"]
