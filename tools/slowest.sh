#!/usr/bin/env bash
# Prints the files that took longest to build, from ninja's log; on an idle machine, or the times mean little.
#
#   tools/slowest.sh [build/release] [30]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
log="${1:-build/release}/.ninja_log"
if [[ ! -f "$log" ]]; then
  echo "slowest: no $log; build first" >&2
  exit 2
fi
awk -F '\t' '$1 !~ /^#/ { took[$4] = ($2 - $1) / 1000 }
             END { for (file in took) { printf "%8.1f s  %s\n", took[file], file; all += took[file] }
                   printf "%8.1f s  all, one after the other\n", all }' "$log" | sort -rn | head -n "${2:-30}"
