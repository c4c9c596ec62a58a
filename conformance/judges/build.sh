#!/usr/bin/env bash
# build.sh DIR NAME...: builds judges from recipes/ into DIR and notes their versions in DIR/versions.txt
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
recipes=$here/recipes
out=$(mkdir -p "$1" && cd "$1" && pwd)
shift
export CGO_ENABLED=0 GOFLAGS='-mod=readonly -buildvcs=false'

version() { awk -v name="$1" '$1 == name { print $2 }' "$here/versions.txt"; }

note() { # NAME [VERSION]: rewritten under another name first, so that a reader never sees half a file
  { grep -v "^$1 " "$out/versions.txt" 2>/dev/null || true; echo "$1 ${2:-$(version "$1")}"; } > "$out/versions.txt.$$"
  mv "$out/versions.txt.$$" "$out/versions.txt"
}

compile() { # NAME PACKAGE [LDFLAGS] [TAGS], from recipes/NAME unless $recipe says otherwise
  ( cd "$recipes/${recipe:-$1}" && go build -trimpath ${4:+-tags "$4"} -ldflags "-s -w ${3:-}" -o "$out/$1.part" "$2" )
  mv "$out/$1.part" "$out/$1"
}

prometheus_version() { echo "-X github.com/prometheus/common/version.Version=$(version "$1")"; }
discovery='remove_all_sd enable_kubernetes_sd enable_dns_sd'

kubernetes_version() { # the API server refuses to start without a version, and a module build has none of its own
  local flags='' package git
  git=$(version hyperkube)
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=v$git -X $package.gitMajor=${git%%.*} -X $package.gitMinor=$(echo "$git" | cut -d. -f2)"
    flags+=" -X $package.buildDate=1970-01-01T00:00:00Z -X $package.gitTreeState=clean -X $package.gitCommit=module"
  done
  echo "$flags"
}

otelcol() { # the collector builder writes main.go and components.go, prepare.py the patched older modules
  local work builder=$out/builder-$(version otelcol)
  if [ ! -x "$builder" ]; then
    GOFLAGS='-mod=mod -buildvcs=false' GOBIN=$out/builder.part go install "go.opentelemetry.io/collector/cmd/builder@v$(version otelcol)"
    mv "$out/builder.part/builder" "$builder" && rmdir "$out/builder.part"
  fi
  work=$(mktemp -d)
  cp -r "$recipes/otelcol/." "$work"
  ( cd "$work" && GOFLAGS='-mod=mod -buildvcs=false' python3 prepare.py "$builder" && go build -trimpath -ldflags '-s -w' -o "$out/otelcol.part" . )
  mv "$out/otelcol.part" "$out/otelcol"
  chmod -R u+w "$work" && rm -rf "$work"
}

python() { # NAME PROGRAM [EXTRAS]: an environment of its own, and a link where the other judges are
  python3 -m venv --clear "$out/$1-environment"
  "$out/$1-environment/bin/pip" install --quiet "$1${3:-}==$(version "$1")"
  ln -sfn "$1-environment/bin/$2" "$out/$1"
}

distributed() { # NAME PACKAGE PROGRAM: of the distribution of this machine, at the version that it has, beside the system and not in it
  local work lists fetch=(apt-get --quiet --quiet download "$2")
  work=$(mktemp -d)
  chmod 755 "$work"
  if ! ( cd "$work" && "${fetch[@]}" ) 2> "$work/refusal"; then
    # a machine may have no lists of packages, or old ones: these are ours alone
    lists=$out/$1-lists
    mkdir -p "$lists/partial"
    fetch=(apt-get --quiet --quiet -o "Dir::State::Lists=$lists" -o APT::Sandbox::User=root -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
    ( cd "$work" && "${fetch[@]}" update && "${fetch[@]}" download "$2" ) 2> "$work/refusal" || true
    rm -rf "$lists"
  fi
  rm -rf "$out/$1-package"
  if dpkg-deb --extract "$work/$2"_*.deb "$out/$1-package" 2>> "$work/refusal" && "$out/$1-package/$3" -v 2>> "$work/refusal"; then
    ln -sfn "$1-package/$3" "$out/$1"
    note "$1" "$(dpkg-deb --field "$work/$2"_*.deb Version)"
  else
    echo "NOT JUDGED by $1: this machine cannot have the package $2 of its distribution: $(tail -n 2 "$work/refusal" | tr '\n' ' ')" >&2
  fi
  rm -rf "$work"
}

judge() {
  case $1 in
    otelcol) otelcol ;;
    checkov) python checkov checkov ;;
    moto) python moto moto_server '[server]' ;;
    prometheus | promtool) recipe=prometheus compile "$1" "github.com/prometheus/prometheus/cmd/$1" "$(prometheus_version "$1")" "$discovery" ;;
    # without this tag, receive panics at the first sample that it stores
    thanos) compile thanos github.com/thanos-io/thanos/cmd/thanos "$(prometheus_version thanos)" slicelabels ;;
    loki | loki-canary) recipe=loki compile "$1" "github.com/grafana/loki/v3/cmd/$1" "-X github.com/grafana/loki/v3/pkg/util/build.Version=$(version "$1")" ;;
    alertmanager | amtool) compile "$1" "github.com/prometheus/alertmanager/cmd/$1" "$(prometheus_version "$1")" ;;
    versitygw) compile versitygw github.com/versity/versitygw/cmd/versitygw "-X main.Version=$(version versitygw)" ;;
    telemetrygen) compile telemetrygen github.com/open-telemetry/opentelemetry-collector-contrib/cmd/telemetrygen ;;
    node_exporter) compile node_exporter github.com/prometheus/node_exporter "$(prometheus_version node_exporter)" ;;
    kubeconform) compile kubeconform github.com/yannh/kubeconform/cmd/kubeconform "-X main.version=v$(version kubeconform)" ;;
    kube-score) compile kube-score github.com/zegl/kube-score/cmd/kube-score "-X main.version=$(version kube-score)" ;;
    hyperkube) compile hyperkube . "$(kubernetes_version)" ;;
    coredns) compile coredns . ;;
    nginx) distributed nginx nginx usr/sbin/nginx ;;
    *) echo "no recipe for the judge '$1'" >&2; exit 2 ;;
  esac
}

[ $# -gt 0 ] || set -- $(awk '{ print $1 }' "$here/versions.txt")
for name; do
  echo "building $name $(version "$name")" >&2
  judge "$name"
  [ "$(version "$name")" = distribution ] || note "$name"
done
