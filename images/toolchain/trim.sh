# Sourced by install.sh, last: removes what no build opens and what differs from build to build.

# never opened
find /usr/share/doc -mindepth 1 ! -type d ! -name copyright -delete
find /usr/share/doc -mindepth 1 -type d -empty -delete
rm -rf /usr/share/man/* /usr/share/info/* /usr/share/locale/* /usr/share/lintian /usr/share/bug /usr/share/i18n /usr/share/zoneinfo/right
rm -rf /usr/lib/jvm/*/jmods
rm -rf /usr/share/go-*/src/cmd /usr/share/go-*/test /usr/share/go-*/api
for tool in addr2line cgo doc fix nm objdump pprof trace distpack preprofile; do rm -f /usr/lib/go-*/pkg/tool/linux_*/$tool; done
# gcc links for rustc and is not asked to compile C
rm -f /usr/libexec/gcc/*/*/lto1 /usr/libexec/gcc/*/*/cc1 /usr/bin/*lto-dump*
rm -f /usr/lib/gcc/*/*/lib*san*.a /usr/lib/gcc/*/*/libgomp.a /usr/lib/gcc/*/*/libitm.a /usr/lib/gcc/*/*/libquadmath.a /usr/lib/*-linux-gnu/libc.a
for library in /usr/lib/rustlib/*/lib/*.rlib; do [ ! -e "$library" ] || objcopy --strip-debug "$library"; done

# a Java keystore holds its creation time, and nothing here speaks TLS from Java
rm -f /etc/ssl/certs/java/cacerts
# the modes that the recipe's files had on the host
chmod -R u=rwX,go=rX /opt
# times, names of temporary files, ids of the machine
rm -rf "$scratch" /tmp/hsperfdata_* /root/.cache /root/.config /root/.npm /var/cache/man /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old \
    /var/lib/dpkg/*-old /var/log/*.log /var/log/apt/* /var/lib/dbus/machine-id
: > /etc/machine-id
# the settings of the build; what stays of apt's keeps `apt-get` usable inside
rm -f /etc/dpkg/dpkg.cfg.d/99image
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin
[ "${KEEP_DEBS:-0}" = 1 ] || apt-get -qq clean
