import { Duration, Size } from 'cdk8s';
import { STATE_MOUNT_PATH } from './collector-container';
import { requireNamespaces } from '../kubernetes/api-access';
import { LogSeverity } from '../policy';
import { PASSED_BY_CHECKER, passedAt } from '../policy/health-checks';
import { fail } from '../validation';
import { FileStorageExtension } from './components/extensions/file-storage-extension';
import { FilterProcessor } from './components/processors/filter-processor';
import { FileLogJson, FileLogMultiline, FileLogReceiverProps, FileLogStart } from './components/receivers/file-log-options';
import { FileLogReceiver } from './components/receivers/file-log-receiver';

/** Which logs of containers are collected, and how they are read. */
export interface ContainerLogsOptions {
  /**
   * The namespaces whose containers are read. A name that no namespace has fails; so does an empty list.
   *
   * @default - every namespace
   */
  readonly includeNamespaces?: string[];

  /**
   * Namespaces whose containers are not read. A name that no namespace has fails.
   *
   * @default - none; the collector's own logs are never read
   */
  readonly excludeNamespaces?: string[];

  /**
   * How bodies that are JSON objects are read. The body itself stays as it is.
   *
   * @default - bodies are text
   */
  readonly json?: FileLogJson;

  /**
   * How lines become one record, for example a stack trace. It holds for every container that is read.
   *
   * @default - every line is a record
   */
  readonly multiline?: FileLogMultiline;

  /**
   * Records that are less bad are dropped. The severity is read off JSON bodies as `json` says, and off plain lines by the letter of klog,
   * the brackets in error logs of nginx and Apache, `level=`, or a word in capitals near the beginning. Records without one are kept.
   *
   * @default - every record is kept
   */
  readonly minimumSeverity?: LogSeverity;

  /**
   * Whether lines of access logs are dropped that say that a health check went well: those of kubelets and load balancers, and GET or HEAD of
   * `/healthz`, `/livez`, `/readyz`, `/-/healthy` and `/-/ready`. Checks that failed are kept.
   *
   * @default true
   */
  readonly dropHealthChecks?: boolean;

  /**
   * Where reading begins in a file that was never read.
   *
   * @default FileLogStart.BEGINNING
   */
  readonly startAt?: FileLogStart;

  /**
   * Files that were not written for so long are not read.
   *
   * @default - files of every age are read
   */
  readonly excludeOlderThan?: Duration;

  /**
   * The longest record; a longer one becomes several. Zero fails.
   *
   * @default Size.mebibytes(1)
   */
  readonly maxLogSize?: Size;

  /**
   * Further operators, after the others, in their own keys.
   *
   * @default - none
   */
  readonly operators?: { readonly [key: string]: unknown }[];
}

/** Whose logs are never read. */
export interface OwnPods {
  /** What the names of the pods begin with. */
  readonly name: string;
  /**
   * The namespace of the pods.
   *
   * @default - any
   */
  readonly namespace?: string;
  /** The name of their container. */
  readonly container: string;
}

/**
 * The receiver of the logs of containers: what was read is remembered on the disk of the node.
 *
 * @param readsSeverity whether somebody else asks how bad plain lines are
 */
export function containerLogsReceiver(options: ContainerLogsOptions, own: OwnPods, readsSeverity = false): FileLogReceiver {
  requireNamespaces('containerLogs', options.includeNamespaces, 'includeNamespaces');
  requireNamespaces('containerLogs', options.excludeNamespaces, 'excludeNamespaces');
  if (options.includeNamespaces?.length === 0) {
    fail('containerLogs', { what: 'includeNamespaces is empty', why: 'nothing would be read', fix: "includeNamespaces: ['payments'], or leave it out" });
  }
  const props: FileLogReceiverProps = {
    name: 'containers',
    include: options.includeNamespaces?.flatMap((namespace) => [`/var/log/pods/${namespace}_*/*/*.log`, `/var/log/pods/${namespace}_*/*/*.log.2*`]),
    exclude: [
      ...(options.includeNamespaces ? ['/var/log/pods/*/*/*.tmp'] : []),
      `/var/log/pods/${own.namespace ?? '*'}_${own.name}-*_*/${own.container}/*`,
      ...(options.excludeNamespaces ?? []).map((namespace) => `/var/log/pods/${namespace}_*/*/*`),
    ],
    startAt: options.startAt,
    json: options.json,
    multiline: options.multiline,
    plainSeverity: readsSeverity || options.minimumSeverity !== undefined,
    excludeOlderThan: options.excludeOlderThan,
    maxLogSize: options.maxLogSize,
    operators: options.operators,
    storage: new FileStorageExtension({ name: 'positions', directory: `${STATE_MOUNT_PATH}/positions` }),
  };
  return new FileLogReceiver(props);
}

/** Only records of containers have this attribute. */
const OF_A_CONTAINER = 'log.attributes["log.iostream"] != nil';

/** Paths of which nobody misses a line. */
const HEALTH_PATHS = '/(healthz|livez|readyz|-/healthy|-/ready)';

const [OF_ACCESS_LOG, ...OF_JSON] = PASSED_BY_CHECKER;
const HEALTHY = [OF_ACCESS_LOG!, passedAt(HEALTH_PATHS), ...OF_JSON];

/** What drops records of containers that nobody wants; undefined when every one is wanted. */
export function containerLogsFilter(options: ContainerLogsOptions): FilterProcessor | undefined {
  const { minimumSeverity, dropHealthChecks } = options;
  const conditions = [
    ...(minimumSeverity === undefined ? [] : [
      `log.severity_number != SEVERITY_NUMBER_UNSPECIFIED and log.severity_number < SEVERITY_NUMBER_${minimumSeverity}`,
    ]),
    ...(dropHealthChecks === false ? [] : HEALTHY.map((pattern) => `IsMatch(log.body, ${JSON.stringify(pattern)})`)),
  ];
  return conditions.length === 0
    ? undefined
    : new FilterProcessor({ name: 'container-logs', logConditions: conditions.map((condition) => `${OF_A_CONTAINER} and ${condition}`) });
}
