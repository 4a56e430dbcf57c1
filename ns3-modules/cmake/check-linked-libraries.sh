#!/bin/bash
# usage: check-linked-libraries.sh PROGRAM
# Lists the shared libraries PROGRAM loads, also those behind other libraries, and fails if one of them may not stand in one program
# with ns-3 (GPL-2.0-only): Apache-2.0 ones (S2, Abseil, OpenSSL 3, Armadillo, oneTBB, Google Benchmark). See ARCHITECTURE.md.
set -euo pipefail
program=${1:?"usage: check-linked-libraries.sh PROGRAM"}
listing=$(ldd "$program") || { echo "ldd cannot read $program"; exit 2; }
if [[ -z $listing || $listing == *"not a dynamic executable"* ]]; then echo "$program: not a dynamic program"; exit 2; fi
echo "$listing" | awk '{print $1}' | sort
missing=$(grep 'not found' <<<"$listing" || true)
if [[ -n $missing ]]; then echo "not found: $missing"; exit 1; fi
refused=$(awk '{print $1}' <<<"$listing" | grep -E '(^|/)lib(tbb|tbbmalloc|armadillo|s2|absl_[a-z_0-9]+|ssl|crypto|benchmark)(\.|$|_|-)' | tr '\n' ' ' || true)
if [[ -n $refused ]]; then echo "$program loads what may not meet ns-3: $refused"; exit 1; fi
echo "$program: nothing that may not meet ns-3"
