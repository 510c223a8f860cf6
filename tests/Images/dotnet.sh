#!/bin/bash
# Makes images of our own programs, of this machine's .NET runtime and C library and without a registry.
# dotnet.sh plan DIRECTORY        prints what the images are made of
# dotnet.sh build DIRECTORY TAG   makes aistack-test/{simulator,vllm,gateway,…}:TAG
# Wants DOTNET (the directory of the host `dotnet`), VERSION (of the runtime) and PROGRAMS (directory with simulator/, gateway/ and stand-in/).
set -eu -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
what=$1
work=$2
tag=${3-}
root=$work/root
frameworks=$DOTNET/shared

plan() {
  echo "dotnet $VERSION $(uname -m)"
  # .NET looks for OpenSSL when it first needs a hash, so that nothing names it as needed.
  # libssl.so.3 (libc6,x86-64) => /lib/x86_64-linux-gnu/libssl.so.3
  openssl=$(/sbin/ldconfig -p | awk '$1 == "libssl.so.3" { print $NF; exit }')
  # The loader finds the libraries where the machine has them, so they keep their paths.
  { echo "$openssl"; ldd "$DOTNET/dotnet" "$frameworks/Microsoft.NETCore.App/$VERSION"/*.so $openssl 2>/dev/null |
    awk '/=> \// { print $3 } /^\t\/lib/ { print $1 }' | grep -v "^$DOTNET"; } | sort -u >"$work/libraries"
  xargs -a "$work/libraries" sha256sum
  (cd "$PROGRAMS" && find simulator gateway stand-in -type f -print0 | sort -z | xargs -0 sha256sum)
}

build() {
  mkdir -p "$root/etc" "$root/root" "$root/dotnet/shared"
  mkdir -m 1777 "$root/tmp"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
  printf '%s\n' root:x:0:0:root:/root:/none user:x:1000:1000:user:/app:/none apisix:x:636:636:apisix:/usr/local/apisix:/none >"$root/etc/passwd"
  for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
    mkdir -p "$root/dotnet/shared/$framework"
    cp -r "$frameworks/$framework/$VERSION" "$root/dotnet/shared/$framework/"
  done
  cp -r "$DOTNET/host" "$DOTNET/dotnet" "$root/dotnet/"
  mkdir "$root/programs"
  cp -r "$PROGRAMS/simulator" "$PROGRAMS/gateway" "$PROGRAMS/stand-in" "$root/programs/"
  xargs -a "$work/libraries" cp -L --parents -t "$root"
  import_tree 1000:755:qdrant 1000:755:qdrant/storage 1000:755:qdrant/snapshots 1000:755:app 1000:755:app/langflow 0:755:app/backend 0:755:app/backend/data \
    0:755:app/pipelines 636:755:usr/local/apisix 636:775:usr/local/apisix/conf 636:775:usr/local/apisix/logs
}

# entry PROGRAM [ARGUMENT …]   in programs/
entry() { printf 'ENTRYPOINT ["/dotnet/dotnet","/programs/%s"' "$1" && shift && printf ',"%s"' "$@" | sed 's/,""$//' && echo ']'; }

case $what in
plan) plan ;;
build)
  build
  for name in simulator vllm; do tag "$name" "$(entry simulator/AiStack.Simulator.dll)" 'EXPOSE 8000'; done
  tag gateway "$(entry gateway/AiStack.Gateway.dll)"
  tag vllm-router "$(entry gateway/AiStack.Gateway.dll router)"
  stand_in=stand-in/AiStack.StandIn.dll
  tag qdrant "$(entry $stand_in qdrant)" 'WORKDIR /qdrant' 'EXPOSE 6333 6334'
  tag langflow "$(entry $stand_in langflow)" 'WORKDIR /app' 'USER 1000' 'EXPOSE 7860'
  tag open-webui "$(entry $stand_in open-webui)" 'WORKDIR /app/backend' 'EXPOSE 8080'
  tag pipelines "$(entry $stand_in pipelines)" 'WORKDIR /app' 'EXPOSE 9099'
  tag apisix "$(entry $stand_in apisix)" 'WORKDIR /usr/local/apisix' 'USER 636' 'EXPOSE 9080'
  # Our gateway with APISIX' file, ports and user.
  tag apisix-gateway "$(entry gateway/AiStack.Gateway.dll gateway --config /usr/local/apisix/conf/apisix.yaml --host 0.0.0.0 --port 9080 --https-port 9443 --status-port 7085 --metrics-port 9091)" \
    'WORKDIR /usr/local/apisix' 'USER 636' 'EXPOSE 9080 9443'
  ;;
esac
