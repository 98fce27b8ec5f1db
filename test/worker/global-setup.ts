import { writeWorkerFiles } from '../../scripts/worker-files.ts';

/** Runs in Node, before workerd starts. */
export function setup(): void {
  writeWorkerFiles();
}
