/** The table of keys, held against the configuration as Loki prints it. */
import { parse } from 'yaml';
import { lokiPods } from './pods';
import { KeyTree, knownKeys } from '../../../lib/loki/keys/known-keys';
import { judge } from '../../judges';
import { run } from '../processes';

/** What Loki prints of how it was started, which is no part of its configuration. */
const OF_THE_COMMAND = ['verifyconfig', 'printconfig', 'listtargets', 'logconfig', 'configfile', 'configexpandenv'];

/** Keys that Loki prints only when they have a value. */
const PRINTED_WITH_A_VALUE = [
  'profiling', 'limits_config.blocked_queries', 'limits_config.minimum_labels_number', 'limits_config.required_labels', 'limits_config.retention_stream',
  'limits_config.ruler_remote_write_config', 'limits_config.ruler_remote_write_relabel_configs', 'limits_config.shard_aggregations', 'querier.extra_query_delay',
  'ruler.alert_relabel_configs', 'ruler.evaluation.query_frontend', 'ruler.external_labels', 'ruler.remote_write.client', 'ruler.remote_write.clients',
  'storage_config.boltdb_shipper.index_gateway_client.server_address', 'storage_config.tsdb_shipper.index_gateway_client.server_address',
];

/** What the table lacks, and what it has that Loki does not know. */
export async function complaintsOnKeys(): Promise<string[]> {
  const monolith = lokiPods().find(({ name }) => name.startsWith('nothing but a bucket, monolithic'))!;
  const { stdout, stderr } = await run(judge('loki'), [...monolith.args, '-verify-config', '-print-config-stderr']);
  const text = `${stdout}${stderr}`;
  const end = text.indexOf('\n\n\n');
  const printed = parse(text.slice(text.indexOf('---') + 3, end === -1 ? undefined : end)) as { readonly [key: string]: unknown };
  return differences(printed, knownKeys(), '').filter((difference) => !PRINTED_WITH_A_VALUE.some((path) => difference.startsWith(`${path} is in the table`)) && !isSwitch(difference));
}

/** Caches in memory are printed as switched on, or not at all. */
function isSwitch(difference: string): boolean {
  return /\.embedded_cache\.enabled is in the table/.test(difference);
}

function differences(printed: { readonly [key: string]: unknown }, table: KeyTree, at: string): string[] {
  const path = (key: string) => at === '' ? key : `${at}.${key}`;
  const keys = Object.keys(printed).filter((key) => key !== '_' && !OF_THE_COMMAND.includes(key));
  return [
    ...keys.filter((key) => !Object.hasOwn(table, key)).map((key) => `${path(key)} is not in the table`),
    ...Object.keys(table).filter((key) => !keys.includes(key)).map((key) => `${path(key)} is in the table, and Loki does not print it`),
    ...keys.flatMap((key) => {
      const [value, below] = [printed[key], table[key]];
      return below !== undefined && isBlock(value) ? differences(value, below, path(key)) : [];
    }),
  ];
}

function isBlock(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
