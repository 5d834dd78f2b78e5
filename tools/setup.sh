#!/usr/bin/env bash
# Installs the Debian packages that Parley is built and tested with; those already there are left alone.
#
#   tools/setup.sh          compiler, libraries, test libraries: what ./run and ./check need
#   tools/setup.sh --all    also clang 19 with its tools: what the presets tidy and fuzz need
set -euo pipefail

packages=(
  g++ cmake ninja-build ccache pkg-config            # build
  libeigen3-dev libfmt-dev nlohmann-json3-dev        # arithmetic, text, JSON
  libcli11-dev libtomlplusplus-dev                   # command line, scenario files
  libxlsxwriter-dev libsundials-dev                  # XLSX tables, the second solver (KINSOL)
  libboost-dev                                       # Sobol points, normal quantiles
  libnlopt-dev                                       # optima within bounds
  libsqlite3-dev                                     # draws that survive a kill
  libopenmpi-dev openmpi-bin                         # draws shared by processes (optional to the build)
  libgtest-dev libgmock-dev librapidcheck-dev        # tests
  unzip sqlite3                                      # what tests look into workbooks and stores with
  libbenchmark-dev                                   # benchmarks
)
if [[ "${1:-}" == "--all" ]]; then
  packages+=(clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev libomp-19-dev dpkg-dev)
elif [[ $# -gt 0 ]]; then
  echo "setup: unknown argument '$1'; usage: tools/setup.sh [--all]" >&2
  exit 2
fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "setup: this is not a Debian system (no apt-get). Install what these Debian packages hold, then build with" >&2
  echo "       cmake --workflow --preset release:  ${packages[*]}" >&2
  exit 1
fi

installed=" $(dpkg-query -W -f='${Package}:${db:Status-Status} ' "${packages[@]}" 2>/dev/null || true)"
missing=()
for package in "${packages[@]}"; do
  [[ "$installed" == *" $package:installed "* ]] || missing+=("$package")
done
if [[ ${#missing[@]} -eq 0 ]]; then
  exit 0
fi

as_root=()
if [[ "$(id -u)" -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: ${#missing[@]} packages are missing and you are neither root nor have sudo. Ask an administrator for" >&2
    echo "       apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing ${#missing[@]} packages: ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3
     -o Dpkg::Use-Pty=0)
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
for step in "update" "install -y --no-install-recommends ${missing[*]}"; do
  # shellcheck disable=SC2086  # the step is a list of words
  if ! "${apt[@]}" $step </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    echo "setup: apt-get $step failed; see above" >&2
    exit 1
  fi
done
echo "Installed."
