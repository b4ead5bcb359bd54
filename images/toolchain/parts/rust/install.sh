mkdir -p /opt/cargo
cp "$recipe/parts/rust/cargo-config.toml" /opt/cargo/config.toml
