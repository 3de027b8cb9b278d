import { Unavailable } from './database.ts';

const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** The driver has no codes for these, only messages. */
const driverMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  'Cannot use a pool after calling end',
  'Query read timeout',
  'timeout expired',
  'received invalid response',
];

/**
 * Class 08 connection, 57P0x shutdown, crash or starting up, 57014 ended by its timeout, 53xxx nothing left: disk, memory or
 * connections, 58030 a disk that fails, 25P03 a transaction that was silent for too long, 25006 a standby.
 */
function isUnavailableState(code: string): boolean {
  return /^(08|53|57P0)/.test(code) || ['57014', '58030', '25P03', '25006'].includes(code);
}

/** Returns the fault as Unavailable during an outage, and unchanged when the store answered. */
export function asUnavailable(fault: unknown): unknown {
  if (fault instanceof Unavailable || !(fault instanceof Error)) return fault;
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  const unavailable =
    isUnavailableState(code) ||
    socketCodes.has(code) ||
    driverMessages.some((start) => fault.message.startsWith(start));
  return unavailable ? new Unavailable('the database is unavailable', fault) : fault;
}
