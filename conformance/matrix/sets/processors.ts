/** Processors that enrich, limit, drop and count. */
import { Duration } from 'cdk8s';
import {
  AttributeAction, AttributesProcessor, CustomProcessor, FilterProcessor, GroupByAttrsProcessor, HostnameSource, K8sAttributesProcessor, LogDedupProcessor,
  MatchType, MemoryLimiterProcessor, MetadataExtraction, MetadataSource, OttlErrorMode, QueryLanguage, RedactionHash, RedactionProcessor, RedactionSummary,
  ResourceDetectionProcessor, ResourceDetector, ResourceProcessor, SpanKind, TransformProcessor,
} from '../../../lib/collector/components';
import { SecretValue, Signal } from '../../../lib/wiring';
import { excused, OptionSet, readOnly, set } from '../option-set';

const { TRACES, METRICS, LOGS } = Signal;

const EVERY_ACTION = [
  AttributeAction.insert('a', 'literal $1'),
  AttributeAction.update('b', 'literal'),
  AttributeAction.upsert('c', 'literal'),
  AttributeAction.insertFrom('d', 'a'),
  AttributeAction.remove('e'),
  AttributeAction.removeMatching('^internal\\.'),
  AttributeAction.hash('user.email'),
  AttributeAction.extract('url.path', '^/api/(?P<service>[^/]+)/'),
];

const ATTRIBUTES: readonly OptionSet[] = [
  set(new AttributesProcessor({ actions: [AttributeAction.hash('user.email')] })),
  set(new AttributesProcessor({
    name: 'spans',
    actions: EVERY_ACTION,
    include: {
      matchType: MatchType.STRICT,
      services: ['checkout'],
      spanNames: ['GET /'],
      spanKinds: Object.values(SpanKind),
      attributes: [{ key: 'http.route' }, { key: 'http.response.status_code', value: 500 }, { key: 'error', value: true }],
      resources: [{ key: 'k8s.namespace.name', value: 'shop' }],
      scopes: [{ name: 'io.opentelemetry.jdbc', version: '2.0.0' }],
    },
    exclude: { matchType: MatchType.REGEXP, services: ['^test-'], scopes: [{ name: '^internal' }] },
  }), TRACES),
  set(new AttributesProcessor({
    name: 'logs',
    actions: EVERY_ACTION,
    include: { matchType: MatchType.REGEXP, logBodies: ['^error', 'timed out$'], logSeverityTexts: ['^E'], logMinSeverity: 17, logWithoutSeverity: true },
    exclude: { logBodies: ['ping'] },
  }), LOGS),
  set(new AttributesProcessor({ name: 'metrics', actions: EVERY_ACTION, include: { metricNames: ['up'], resources: [{ key: 'team' }] } }), METRICS),
  set(new ResourceProcessor({ attributes: [AttributeAction.insert('k8s.cluster.name', 'prod')] })),
  set(new ResourceProcessor({ name: 'everything', attributes: EVERY_ACTION })),
  set(new GroupByAttrsProcessor()),
  set(new GroupByAttrsProcessor({ name: 'everything', keys: ['host.name', 'k8s.pod.name'] })),
];

const KUBERNETES: readonly OptionSet[] = [
  set(new K8sAttributesProcessor()),
  set(new K8sAttributesProcessor({
    name: 'everything',
    metadata: [
      'k8s.namespace.name', 'k8s.pod.name', 'k8s.pod.uid', 'k8s.pod.hostname', 'k8s.pod.start_time', 'k8s.pod.ip', 'k8s.deployment.name', 'k8s.deployment.uid',
      'k8s.replicaset.name', 'k8s.replicaset.uid', 'k8s.daemonset.name', 'k8s.daemonset.uid', 'k8s.statefulset.name', 'k8s.statefulset.uid', 'k8s.job.name',
      'k8s.job.uid', 'k8s.cronjob.name', 'k8s.cronjob.uid', 'k8s.node.name', 'k8s.node.uid', 'k8s.container.name', 'k8s.cluster.uid', 'container.id',
      'container.image.name', 'container.image.tag', 'container.image.tags', 'container.image.repo_digests', 'service.namespace', 'service.name',
      'service.version', 'service.instance.id',
    ],
    labels: Object.values(MetadataSource).map((source): MetadataExtraction => ({ key: 'team', tagName: `${source}.team`, source })),
    annotations: Object.values(MetadataSource).map((source): MetadataExtraction => ({ keyPattern: 'example.com/(.*)', tagName: '$1', source })),
    ownNodeOnly: true,
    waitForMetadata: Duration.seconds(15),
  })),
  // alone, so that its own rights have to suffice
  ...Object.values(MetadataSource).map((source) => set(new K8sAttributesProcessor({ name: source, metadata: [], labels: [{ key: 'team', source }] }), TRACES)),
];

/** Clouds whose detectors ask an address that only their instances have. */
const CLOUDS = [ResourceDetector.EC2, ResourceDetector.AKS, ResourceDetector.AZURE, ResourceDetector.GCP, ResourceDetector.EKS, ResourceDetector.OPENSHIFT];

const DETECTION: readonly OptionSet[] = [
  set(new ResourceDetectionProcessor({ detectors: [ResourceDetector.ENV] })),
  set(new ResourceDetectionProcessor({ name: 'node', detectors: [ResourceDetector.K8S_API] }), TRACES),
  set(new ResourceDetectionProcessor({
    name: 'everything',
    detectors: [ResourceDetector.ENV, ResourceDetector.SYSTEM],
    override: true,
    timeout: Duration.seconds(2),
    hostnameSources: Object.values(HostnameSource),
  })),
  ...CLOUDS.map((detector) => readOnly(
    'its start asks what only that platform has',
    set(new ResourceDetectionProcessor({ name: detector, detectors: [detector] }), TRACES),
  )),
];

const REDACTION: readonly OptionSet[] = [
  set(new RedactionProcessor({ blockedKeyPatterns: ['(?i)password|token'] })),
  set(new RedactionProcessor({
    name: 'everything',
    allowedKeys: ['http.route', 'db.query.text'],
    ignoredKeys: ['k8s.pod.name'],
    ignoredKeyPatterns: ['^k8s\\.'],
    blockedKeyPatterns: ['(?i)secret'],
    blockedValues: ['4[0-9]{12}(?:[0-9]{3})?'],
    allowedValues: ['.+@example\\.com'],
    hashFunction: RedactionHash.HMAC_SHA512,
    hmacKey: SecretValue.fromSecret('matrix', 'hmac'),
    redactAllTypes: true,
    summary: RedactionSummary.DEBUG,
    queryLanguages: Object.values(QueryLanguage),
    queryAttributes: ['db.query.text'],
    urlAttributes: ['url.path'],
  })),
  set(new RedactionProcessor({ name: 'nothing-kept', allowedKeys: [], hashFunction: RedactionHash.MD5, summary: RedactionSummary.INFO })),
  set(new RedactionProcessor({ name: 'sha1', blockedValues: ['x'], hashFunction: RedactionHash.SHA1, summary: RedactionSummary.SILENT })),
  set(new RedactionProcessor({ name: 'sha3', blockedValues: ['x'], hashFunction: RedactionHash.SHA3 })),
  set(new RedactionProcessor({
    name: 'hmac-sha256', blockedValues: ['x'], hashFunction: RedactionHash.HMAC_SHA256, hmacKey: SecretValue.fromSecret('matrix', 'hmac'),
  })),
];

const LANGUAGE: readonly OptionSet[] = [
  set(new FilterProcessor({ logConditions: ['log.severity_number < SEVERITY_NUMBER_INFO'] })),
  ...Object.values(OttlErrorMode).map((errorMode) => set(new FilterProcessor({
    name: errorMode,
    traceConditions: ['span.attributes["http.route"] == "/healthz"', 'IsMatch(span.name, "^GET /health$")'],
    metricConditions: ['metric.name == "up"'],
    logConditions: ['log.severity_number < SEVERITY_NUMBER_INFO'],
    errorMode,
  }))),
  set(new TransformProcessor({ metricStatements: ['delete_key(datapoint.attributes, "request_id")'] })),
  ...Object.values(OttlErrorMode).map((errorMode) => set(new TransformProcessor({
    name: errorMode,
    traceStatements: ['set(span.name, "x") where span.kind == SPAN_KIND_SERVER', 'replace_pattern(span.name, "(.*)-(.*)", "$1")'],
    metricStatements: ['delete_key(datapoint.attributes, "request_id")'],
    logStatements: ['replace_pattern(log.body, "password=\\\\S+", "password=***")'],
    errorMode,
  }))),
];

const LOGS_AND_LIMITS: readonly OptionSet[] = [
  set(new LogDedupProcessor()),
  set(new LogDedupProcessor({
    name: 'everything',
    interval: Duration.seconds(30),
    logCountAttribute: 'repeated',
    timezone: 'UTC',
    excludeFields: ['attributes.request_id', 'body.time'],
    conditions: ['attributes["level"] == "info"'],
  })),
  excused({ says: 'unknown time zone Europe/Berlin', reason: 'time zones are looked up in the image, and the sandbox has none' },
    set(new LogDedupProcessor({ name: 'berlin', timezone: 'Europe/Berlin' }))),
  set(new LogDedupProcessor({ name: 'included', includeFields: ['attributes.code'] })),
  set(new MemoryLimiterProcessor()),
  set(new MemoryLimiterProcessor({ name: 'everything', checkInterval: Duration.millis(500), limitPercentage: 90, spikeLimitPercentage: 25 })),
  set(new CustomProcessor({ type: 'batch', config: { timeout: '1s' } })),
  set(new CustomProcessor({ type: 'groupbytrace', signals: [TRACES] })),
];

export const PROCESSORS: readonly OptionSet[] = [...ATTRIBUTES, ...KUBERNETES, ...DETECTION, ...REDACTION, ...LANGUAGE, ...LOGS_AND_LIMITS];
