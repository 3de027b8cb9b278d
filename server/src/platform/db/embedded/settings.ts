import { socketPort } from './socket-folder.ts';

/**
 * How the embedded PostgreSQL runs. Given on its command line, so that a data folder has no settings of its own.
 *
 * What matters: a commit is on the disk before it is acknowledged; nobody comes over a network; of errors nothing is
 * logged that could hold a name or a phone number; memory is small, since the system's cache holds the tables as well.
 */
const fixed: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // On macOS only this reaches the disk itself, and not its cache.
  ...(process.platform === 'darwin' ? { wal_sync_method: 'fsync_writethrough' } : {}),

  listen_addresses: '',
  port: String(socketPort),
  unix_socket_permissions: '0700',
  ssl: 'off',

  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'log', // starts, stops and what is fatal: an error of a statement is the caller's
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_line_prefix: '',

  max_connections: '100',
  shared_buffers: '32MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_worker_processes: '2',
  io_method: 'sync', // the others cost processes of their own
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** The arguments of `postgres` for a data folder and the folder of its socket. */
export function listPostgresArgs(cluster: string, socketFolder: string): string[] {
  const settings = { ...fixed, unix_socket_directories: socketFolder };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
