# The suites of ./test: which there are, how each is built and run. Sourced after steps.sh, tools.sh and publish.sh.
# A suite is a .NET test program, an npm package with a test script, or the format check. They run one after the other:
# some measure time, and two at once on a small machine would disturb each other.

results=$artifacts/test-results
tally=$results/tally
configuration=Release

# A suite that hangs is ended after this time and counts as failed.
suite_limit_seconds=900

# Prints "name kind folder" of every suite, quick ones first.
list_suites() {
  local project package
  echo "format format ."
  for package in clients/typescript console tests/commands; do
    if [ -f "$root/$package/package.json" ]; then echo "$(short_name "$package") npm $package"; fi
  done
  for project in "$root"/tests/*/*.Tests.csproj "$root"/tests/Attune.{Fuzz,Simulation}/*.csproj; do
    if [ -f "$project" ]; then echo "$(basename "$project" .csproj) dotnet ${project#"$root"/}"; fi
  done
  if [ -f "$root/tests/browser/package.json" ]; then echo "browser npm tests/browser"; fi
}

short_name() {
  case $1 in
    clients/typescript) echo client ;;
    *) basename "$1" ;;
  esac
}

# Fills the list of suites to run; without a name, all of them. Attune.Realtime.Tests may be called Realtime for short.
choose_suites() {
  local name kind folder wanted=${1,,}
  suites=()
  while read -r name kind folder; do
    if [ -z "$wanted" ] || [ "$(short_project "$wanted")" = "$(short_project "${name,,}")" ]; then
      suites+=("$name $kind $folder")
    fi
  done < <(list_suites)
  [ ${#suites[@]} -gt 0 ] || fail "There is no test project '$1'. There are: $(list_suites | cut -d' ' -f1 | tr '\n' ' ')"
}

short_project() {
  local name=${1#attune.}
  echo "${name%.tests}"
}

chosen() {
  local suite
  for suite in "${suites[@]}"; do
    if [ "${suite%% *}" = "$1" ]; then return 0; fi
  done
  return 1
}

build_suites() {
  local suite name kind folder
  lock_build
  say "Building the tests:"
  for suite in "${suites[@]}"; do
    read -r name kind folder <<<"$suite"
    if [ "$kind" = npm ]; then npm_install "$folder"; fi
  done
  if [ ${#suites[@]} -gt 1 ] || [ "$kind" = format ]; then folder=Attune.slnx; fi
  if [ ${#suites[@]} -gt 1 ] || [ "$kind" != npm ]; then
    step "restore packages of $folder" with_writable_home restore "$folder"
    if [ "$kind" != format ]; then
      step "build $folder" with_writable_home dotnet build "$root/$folder" -c $configuration --no-restore -v q -nologo
    fi
  fi
  unlock_build
}

run_suites() {
  local suite
  rm -rf "$results"
  mkdir -p "$results"
  : >"$tally"
  say "Running the tests:"
  for suite in "${suites[@]}"; do
    # shellcheck disable=SC2086 # name, kind and folder hold no spaces
    run_suite $suite
  done
}

# usage: run_suite NAME KIND FOLDER
run_suite() {
  local name=$1 kind=$2 folder=$3 log=$results/$1.log report=$results/$1.json code=0 started=${EPOCHREALTIME/[.,]/}
  case $kind in
    format) report_format "$report" || code=$? ;;
    dotnet)
      timeout --foreground --kill-after=10 $suite_limit_seconds "$artifacts/bin/$name/${configuration,,}/$name" \
        --report-ctrf --report-ctrf-filename "$name.json" --results-directory "$results" --no-progress || code=$?
      ;;
    npm)
      timeout --foreground --kill-after=10 $suite_limit_seconds \
        npm --prefix "$root/$folder" test --silent -- $(npm_report "$folder" "$report") || code=$?
      ;;
  esac >"$log" 2>&1 </dev/null
  node "$root/eng/lib/report.mjs" "$name" "$code" "$log" "$report" "$tally" "$(seconds_since "$started")"
}

# Vitest writes a report when asked to; Node's own runner writes its results into the log.
npm_report() {
  if grep -q '"test":.*vitest' "$root/$1/package.json"; then
    echo "--reporter=default --reporter=json --outputFile=$2"
  fi
}

# The format check as a suite of one test.
report_format() {
  if with_writable_home dotnet format "$root/Attune.slnx" --verify-no-changes --no-restore; then
    printf 'ℹ tests 1\nℹ pass 1\n'
  else
    printf 'ℹ tests 1\nℹ fail 1\n'
    return 1
  fi
}

# The very last line, which scripts read; fails when a test failed or nothing was run.
report_total() {
  local passed failed skipped
  read -r passed failed skipped < <(awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }' "$tally")
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
