import { Flag, pathOrContent } from './flag';

/**
 * What every component takes before its own flags: logs, traces, and the memory of the Go runtime.
 *
 * @see https://github.com/thanos-io/thanos/blob/v0.42.4/cmd/thanos/main.go
 */
export const PROCESS_FLAGS: readonly Flag[] = [
  { name: 'debug.name', type: 'string', hidden: true },
  { name: 'log.level', type: 'enum', values: ['error', 'warn', 'info', 'debug'], default: 'info' },
  { name: 'log.format', type: 'enum', values: ['logfmt', 'json', 'journald'], youngerValues: { journald: '0.42.0' }, default: 'logfmt' },
  ...pathOrContent('tracing.config'),
  { name: 'enable-auto-gomemlimit', type: 'bool' },
  { name: 'auto-gomemlimit.ratio', type: 'float', default: '0.9' },
];
