#!/bin/sh
# Makes images of Debian's own PostgreSQL, Redis and Prometheus (or Ubuntu's), from this machine's package sources and without a registry.
# debian.sh plan DIRECTORY        prints the packages, name=version, and remembers them in DIRECTORY
# debian.sh build DIRECTORY TAG   makes aistack-test/{postgres,redis,prometheus}:TAG of the packages that `plan` remembered
# Ends with 69 where the packages are out of reach: no apt, no network, no such package.
# Root is not needed: apt gets a state of its own in DIRECTORY, and packages are unpacked, not installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
what=$1
work=$2
tag=${3-}
root=$work/root

programs="postgresql redis-server prometheus"
tools="dash bash coreutils findutils grep sed gzip hostname util-linux libc-bin tzdata"
# What only installing needs (maintainer scripts, accounts), what only a browser needs, and the compiler of PostgreSQL's JIT, which is larger than all the rest.
unwanted='^(adduser|base-files|debconf|dpkg|fonts-.*|gcc-.*-base|init-system-helpers|install-info|javascript-common|libaudit-common|libc-l10n|libdebconfclient.*|libjs-.*|libllvm.*|libpam-.*|libperl.*|lib.*-perl|libsem.*|libsepol.*|libz3-.*|locales|lsb-base|mawk|netbase|openssl|passwd|perl.*|postgresql|postgresql-client-common|postgresql-common.*|readline-common|sensible-utils|ssl-cert|sysvinit-utils|tar|ucf|usrmerge|util-linux-extra)$'

apt() {
  apt-get -o Dir::State="$work/state" -o Dir::State::status="$work/status" -o Dir::State::lists="$(cat "$work/lists")" -o Dir::Cache="$work/cache" \
    -o Debug::NoLocking=1 -o APT::Install-Recommends=false -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=2 -o Acquire::http::Timeout=20 \
    "$@" 2>>"$work/errors"
}

# The machine's own lists are there at once; fresh ones are fetched where those are missing or too old.
refresh() {
  : >"$work/errors"
  echo "$work/state/lists" >"$work/lists"
  # Of sources that do not answer this warns only; what is missing is seen when packages are resolved.
  apt -q update >/dev/null
}

resolve() {
  # shellcheck disable=SC2086
  apt --simulate install $programs $tools >"$work/plan" || return 1
  # Inst redis-server (5:7.0.15-1~deb12u10 Debian:12.15/oldstable [amd64])
  awk -v unwanted="$unwanted" '$1 == "Inst" && $2 !~ unwanted { sub(/^\(/, "", $3); print $2 "=" $3 }' "$work/plan" | sort >"$work/packages"
}

download() {
  # shellcheck disable=SC2046
  (cd "$work/debs" && apt -q download $(cat "$work/packages") >/dev/null)
}

unpack() {
  mkdir -p "$root/usr/bin" "$root/usr/sbin" "$root/usr/lib" "$root/usr/lib64" "$root/usr/local/bin" "$root/etc" "$root/proc" "$root/sys" "$root/dev" "$root/root" "$root/var" "$root/docker-entrypoint-initdb.d"
  mkdir -m 1777 "$root/tmp" "$root/run"
  ln -s /run "$root/var/run"
  for directory in bin sbin lib lib64; do ln -s "usr/$directory" "$root/$directory"; done
  for package in "$work"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root" --keep-directory-symlink --no-same-owner \
      --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/info' --exclude='./usr/share/locale' --exclude='./usr/share/bug' \
      --exclude='./usr/share/lintian' --exclude='./usr/share/postgresql/*/man' --exclude='./usr/lib/postgresql/*/lib/bitcode' --exclude='*/llvmjit*'
  done
}

configure() {
  printf '%s\n' 'root:x:0:0:root:/root:/bin/bash' 'postgres:x:999:999:PostgreSQL:/var/lib/postgresql:/bin/bash' 'redis:x:998:998:Redis:/data:/bin/sh' \
    'nobody:x:65534:65534:nobody:/:/bin/sh' >"$root/etc/passwd"
  printf '%s\n' root:x:0: postgres:x:999: redis:x:998: nogroup:x:65534: >"$root/etc/group"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
  sed -i "s/^#listen_addresses = .*/listen_addresses = '*'/" "$root"/usr/share/postgresql/*/postgresql.conf.sample
  for program in "$root"/usr/lib/postgresql/*/bin/*; do ln -sf "${program#"$root"}" "$root/usr/local/bin/"; done
  for program in postgres redis; do install -m 755 "$here/$program.sh" "$root/usr/local/bin/$program-entry"; done
}

mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/debs"
# An empty list of installed packages is a machine without any, so that everything is named.
: >"$work/status"
[ -e "$work/lists" ] || echo /var/lib/apt/lists >"$work/lists"

# None of the others ends with 69: what fails there is a mistake.
out_of_reach() {
  cat "$work/errors" >&2
  exit 69
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
  echo "This needs apt-get and dpkg-deb, so Debian or Ubuntu." >"$work/errors"
  out_of_reach
fi

case $what in
plan)
  resolve || { refresh && resolve; } || out_of_reach
  cat "$work/packages"
  ;;
build)
  download || { refresh && resolve && download; } || out_of_reach
  unpack
  configure
  import_tree 999:755:var/lib/postgresql 999:1777:var/lib/postgresql/data 999:1777:run/postgresql 998:755:data 65534:755:prometheus
  tag postgres 'ENTRYPOINT ["postgres-entry"]' 'CMD ["postgres"]' 'ENV PGDATA=/var/lib/postgresql/data LANG=C.UTF-8' 'VOLUME /var/lib/postgresql/data' 'EXPOSE 5432'
  tag redis 'ENTRYPOINT ["redis-entry"]' 'CMD ["redis-server"]' 'WORKDIR /data' 'VOLUME /data' 'EXPOSE 6379'
  tag prometheus 'ENTRYPOINT ["/bin/prometheus"]' 'CMD ["--config.file=/etc/prometheus/prometheus.yml","--storage.tsdb.path=/prometheus"]' \
    'USER nobody' 'WORKDIR /prometheus' 'VOLUME /prometheus' 'EXPOSE 9090'
  ;;
esac
