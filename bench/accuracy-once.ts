/*
 * Run by accuracy.ts in a process of its own, with the weights of the service or, under `--conditions=workerd`, of its
 * Worker: prints what they make of the held-out texts.
 */
import { accuracyOfDetection, accuracyOfUnderstanding } from './accuracy.ts';

console.log(
  JSON.stringify({
    detection: await accuracyOfDetection(),
    understanding: await accuracyOfUnderstanding(),
  }),
);
