/**
 * A worker thread whose work can wait gives way to the thread that answers requests, when both want the same core. Linux
 * counts niceness by thread and takes 0 for the calling one; elsewhere it is the whole process, which is left alone.
 */
import { setPriority } from 'node:os';

/** Between the normal 0 and the lowest 19: about a ninth of the weight of a thread of normal priority. */
const NICENESS = 10;

/** Call at the top of the worker's file. */
export function giveWay(): void {
  if (process.platform === 'linux') setPriority(0, NICENESS);
}
