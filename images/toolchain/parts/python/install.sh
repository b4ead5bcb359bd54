# makes a virtual environment of one list of pins, with pre-compiled modules that hold no times
environment() {
    python3 -m venv --without-pip "$1"
    python3 -m pip --python "$1/bin/python" install -q --root-user-action ignore --no-index --no-compile --no-cache-dir --no-deps \
        --require-hashes --find-links "$2" -r "$3"
    find "$1" -name direct_url.json -delete
    python3 -m compileall -q --invalidation-mode unchecked-hash "$1/lib"
}
mkdir -p /opt/cache/wheels
cp "$wheels"/python/wheels/*.whl /opt/cache/wheels/
# pytest and every wheel of the offline index, ready to use: for builds that want no install step
environment /opt/pyenv /opt/cache/wheels "$recipe/parts/python/wheels.txt"
environment /opt/tools "$wheels/python/tools" "$recipe/parts/python/tools.txt"
for tool in cyclonedx-py uv; do ln -s "../tools/bin/$tool" "/opt/bin/$tool"; done
