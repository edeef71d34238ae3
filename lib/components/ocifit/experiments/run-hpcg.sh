#!/bin/bash
# Runs HPCG under Flux, several times, and prints what it found: the command of an experiment's MiniCluster. ITERATIONS, NODES,
# TASKS (a number, nproc, cores or none), EXCLUSIVE, SAVE_LOGS, SIZE ("32 32 32") and SECONDS_EACH tell it how.
set -euo pipefail
folder=${HPCG_FOLDER:-/opt/hpcg}
cd "$folder"

# Two title lines, the size of the problem on each task, the time.
printf '%s\n' 'HPCG' 'by Scorewright' "$SIZE" "$SECONDS_EACH" >hpcg.dat

# Processors that share a core have the same list of siblings.
cores() {
  cat "${CPUS:-/sys/devices/system/cpu}"/cpu[0-9]*/topology/thread_siblings_list | sort -u | wc -l
}

options=(-N "$NODES" -o cpu-affinity=per-task -o gpu-affinity=off)
case $TASKS in
  none) ;;
  nproc) options+=(-n "$(nproc)") ;;
  cores) options+=(-n "$(cores)") ;;
  *) options+=(-n "$TASKS") ;;
esac
if [[ $EXCLUSIVE == true ]]; then options+=(--exclusive); fi

flux resource list
for ((i = 1; i <= ITERATIONS; i++)); do
  echo "FLUX-RUN START hpcg-iter-$i"
  flux run --setattr="user.study_id=hpcg-iter-$i" "${options[@]}" ./xhpcg
  echo "FLUX-RUN END hpcg-iter-$i"
done

echo 'FLUX-RESULTS START'
cat hpcg*.txt
echo 'HPCG-BENCHMARKS'
cat HPCG-Benchmark*.txt
echo 'FLUX-RESULTS END'

if [[ $SAVE_LOGS == true ]]; then
  for id in $(flux jobs -a -n -o '{id}'); do
    echo "FLUX-JOB START $id"
    for record in jobspec R guest.exec.eventlog; do
      echo "FLUX-JOB $record"
      flux job info "$id" "$record"
    done
    echo "FLUX-JOB END $id"
  done
fi
