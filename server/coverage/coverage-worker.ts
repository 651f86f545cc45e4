/** The thread behind CoverageService: one check a thread, so that no request waits for the geometry of a county. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CoverageInput, checkCoverage } from '../geometry/coverage.ts';

parentPort!.postMessage(checkCoverage(workerData as CoverageInput));
