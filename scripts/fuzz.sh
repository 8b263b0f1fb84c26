#!/bin/bash
# make fuzz: feeds each decoder with inputs that libFuzzer makes from a corpus, led by the code that they reach.
#
#   scripts/fuzz.sh run SECONDS [TARGET [SEED]]   the seconds are shared out among the targets; exit 1 if an input fails;
#                                          with a seed the same inputs are tried in the same order
#   scripts/fuzz.sh replay INPUT           one input again, with the stack where it fails; its folder names the target
#   scripts/fuzz.sh corpus                 takes what earlier runs here found into the corpus, as far as it is small
set -u
cd "$(dirname "$0")/.." || exit 1

readonly fuzzer=Fuzz/.build/release/ratchet-fuzz
readonly found=Fuzz/.build/corpus crashes=Fuzz/crashes logs=Fuzz/.build/logs
# Bounds of one input: octets, seconds, and megabytes of the whole process.
readonly longest=65536 slowest=10 largest=2048
# Bounds of what `corpus` takes: octets of an input, inputs of a target.
readonly small=1024 many=12

# The same input takes the same way each time. Swift's own crash handler would hide a crash from libFuzzer, and
# AddressSanitizer does not bear with it.
export SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no
# Foundation leaks here and there; a leak is no finding.
export ASAN_OPTIONS=detect_leaks=0

fail() {
    echo "fuzz: $1" >&2
    exit 2
}

build() {
    local log
    log=$(mktemp)
    if ! scripts/swift.sh build -c release --package-path Fuzz --scratch-path Fuzz/.build >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "the fuzzer does not build"
    fi
    rm -f "$log"
}

dictionary() { # dictionary TARGET
    case $1 in
    check-in | device-report | command) echo Fuzz/dictionaries/plist.dict ;;
    status-report | status-merge | declaration) echo Fuzz/dictionaries/ddm.dict ;;
    lookup-feed) echo Fuzz/dictionaries/lookup.dict ;;
    json | push | driver-answer) echo Fuzz/dictionaries/json.dict ;;
    *) echo Fuzz/dictionaries/text.dict ;;
    esac
}

statistic() { # statistic NAME LOG
    sed -n "s/^stat::$1: *//p" "$2" | tail -n 1
}

fuzz() { # fuzz TARGET SECONDS
    local target=$1 log=$logs/$1.log code began=$SECONDS verdict=ok runs
    mkdir -p "$found/$target" "$crashes/$target" "$logs"
    # libFuzzer minds its time only between inputs, so it is watched from outside as well.
    timeout --kill-after=10s $(($2 + 60)) "$fuzzer" "--target=$target" -max_total_time="$2" -timeout=$slowest \
        -rss_limit_mb=$largest -max_len=$longest -dict="$(dictionary "$target")" -artifact_prefix="$crashes/$target/" \
        -print_final_stats=1 ${seed:+"-seed=$seed"} "$found/$target" "Fuzz/corpus/$target" >"$log" 2>&1
    code=$?
    runs=$(statistic number_of_executed_units "$log")
    [[ $code -eq 0 && ${runs:-0} -gt 0 ]] || verdict="FAILED (exit $code)"
    printf '%-14s %10s %8s %9s %9s %7s %6s  %s\n' "$target" "${runs:-0}" \
        $((${runs:-0} / (SECONDS > began ? SECONDS - began : 1))) \
        "$(grep -ao 'cov: [0-9]*' "$log" | tail -n 1 | cut -c 6-)" \
        "$(grep -ao 'ft: [0-9]*' "$log" | tail -n 1 | cut -c 5-)" \
        "$(statistic new_units_added "$log")" "$(statistic peak_rss_mb "$log")" "$verdict"
    [[ $verdict == ok ]] || explain "$target" "$log"
}

explain() { # explain TARGET LOG
    local input
    failed=1
    grep -aE -m 3 'Fatal error|ERROR: |^SUMMARY' "$2" | sed 's/^/    /'
    input=$(sed -n 's/.*Test unit written to //p' "$2" | tail -n 1)
    if [[ -n $input ]]; then
        echo "    kept: $input"
        echo "    again: make fuzz-replay INPUT=$input"
    else
        echo "    no input was kept; see $2"
    fi
}

run() { # run SECONDS [TARGET [SEED]]
    local seconds=$1 targets target share
    seed=${3:-}
    [[ $seed =~ ^[0-9]*$ ]] || fail "SEED must be a whole number, not '$seed'"
    [[ $seconds =~ ^[1-9][0-9]*$ ]] || fail "SECONDS must be a whole number from 1, not '$seconds'"
    build
    mapfile -t targets < <("$fuzzer" --targets)
    if [[ -n ${2:-} ]]; then
        [[ " ${targets[*]} " == *" $2 "* ]] || fail "no target is called $2; there are ${targets[*]}"
        targets=("$2")
    fi
    share=$((seconds / ${#targets[@]}))
    [[ $share -gt 0 ]] || share=1
    failed=0
    echo "fuzz: ${#targets[@]} targets, $share s each"
    printf '%-14s %10s %8s %9s %9s %7s %6s\n' target runs runs/s coverage features new MiB
    for target in "${targets[@]}"; do fuzz "$target" "$share"; done
    find "$crashes" -type d -empty -delete
    if [[ $failed -ne 0 ]]; then
        echo "fuzz: there are failures, see above"
    else
        echo "fuzz: nothing was found; make fuzz-corpus takes the new inputs into the corpus"
    fi
    return $failed
}

replay() { # replay INPUT
    local target
    [[ -e ${1:-} ]] || fail "INPUT must name a file under $crashes or Fuzz/corpus"
    build
    target=$(basename "$(dirname "$1")")
    "$fuzzer" "--target=$target" -timeout=$slowest -rss_limit_mb=$largest "$1" 2>&1 | scripts/swift.sh demangle
    return "${PIPESTATUS[0]}"
}

corpus() {
    local target work file taken
    build
    for target in $("$fuzzer" --targets); do
        [[ -d $found/$target ]] || continue
        work=$(mktemp -d)
        mkdir "$work/small" "$work/new"
        find "$found/$target" -type f -size -$((small + 1))c -exec cp -t "$work/small" {} +
        # What the corpus reaches by itself is reached; of the rest, few inputs that reach much.
        "$fuzzer" "--target=$target" -set_cover_merge=1 "$work/new" "Fuzz/corpus/$target" "$work/small" >/dev/null 2>&1
        taken=0
        while read -r file; do
            cmp -s "$work/new/$file" "Fuzz/corpus/$target/$file" && continue
            [[ -e $work/small/$file && $(find "Fuzz/corpus/$target" -type f -name '????????????????????????????????????????' | wc -l) -lt $many ]] || continue
            cp "$work/new/$file" "Fuzz/corpus/$target/$file"
            taken=$((taken + 1))
        done < <(cd "$work/new" && ls -S)
        rm -rf "$work"
        echo "corpus: $target takes $taken"
    done
    echo "corpus: $(find Fuzz/corpus -type f | wc -l) inputs, $(du -sb Fuzz/corpus | cut -f 1) octets"
}

case ${1:-} in
run) run "${2:-60}" "${3:-}" "${4:-}" ;;
replay) replay "${2:-}" ;;
corpus) corpus ;;
*) fail "expected run, replay or corpus" ;;
esac
