import { newClient } from '../../shared/attune.ts';

/**
 * The connection on which the Live page follows every topic. It is one of its own, so that what is looked at here and
 * what the console itself follows do not mix; it is open only while the page is.
 */
export const watcher = newClient();
