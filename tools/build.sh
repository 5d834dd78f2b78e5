#!/usr/bin/env bash
# Configures a preset where that is due and builds it; seconds when nothing changed.
#
#   tools/build.sh PRESET [ninja targets...]        CONFIGURE_OPTIONS="-DX=Y" adds to the first configuration
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset="${1:?usage: tools/build.sh PRESET [targets...]}"
shift
folder="build/$preset"

# A checkout that was moved or copied takes its old paths along in the cache: begin anew.
if [[ -f "$folder/CMakeCache.txt" ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"; then
  rm -rf "$folder"
fi
# Ninja itself configures again when a CMakeLists.txt changes, but does not know the presets file.
if [[ ! -f "$folder/build.ninja" || CMakePresets.json -nt "$folder/build.ninja" ]]; then
  # shellcheck disable=SC2086  # a list of words
  cmake --preset "$preset" ${CONFIGURE_OPTIONS:-}
fi
cmake --build "$folder" ${1:+--target "$@"}
