/** Extensions. What they serve is put beside them: an exporter for a credential or a queue, a receiver for who checks senders. */
import { Duration, Size } from 'cdk8s';
import {
  BasicAuthExtension, BearerTokenAuthExtension, CustomExtension, FileStorageExtension, HeaderAction, HeadersSetterExtension, HeaderSetting,
  HealthCheckExtension, K8sLeaderElectorExtension, PprofExtension, SigV4AuthExtension, ZpagesExtension,
} from '../../../lib/collector/components';
import { FileSource, SecretValue } from '../../../lib/wiring';
import { alone, excused, OptionSet, set, tooYoung } from '../option-set';
import { BASIC_AUTH } from './supports';

const CREDENTIALS: readonly OptionSet[] = [
  set(BasicAuthExtension.client({ username: 'gateway', password: SecretValue.fromSecret('matrix', 'password') })),
  set(BasicAuthExtension.client({ name: 'secret-user', username: SecretValue.fromSecret('matrix', 'user'), password: SecretValue.fromSecret('matrix', 'password') })),
  set(BasicAuthExtension.server({ name: 'server', htpasswd: FileSource.fromSecret('senders', 'htpasswd') })),
  set(new BearerTokenAuthExtension({ token: SecretValue.fromSecret('matrix', 'token') })),
  set(new BearerTokenAuthExtension({ name: 'everything', tokenFile: FileSource.fromSecret('rotating', 'token'), scheme: 'Token', header: 'X-Token' })),
  set(new HeadersSetterExtension({ headers: [HeaderSetting.value('X-Scope-OrgID', 'acme')] })),
  set(new HeadersSetterExtension({
    name: 'everything',
    headers: [
      ...Object.values(HeaderAction).map((action) => HeaderSetting.value(`X-${action}`, SecretValue.fromSecret('matrix', 'tenant'), action)),
      HeaderSetting.fromContext('X-Scope-OrgID', 'x-scope-orgid', 'nobody'),
      HeaderSetting.fromContext('X-Team', 'x-team'),
      HeaderSetting.fromAttribute('X-Subject', 'subject', 'nobody'),
      HeaderSetting.fromAttribute('X-Membership', 'membership'),
      HeaderSetting.remove('X-Debug'),
    ],
  })),
  tooYoung('additional_auth', set(new HeadersSetterExtension({
    name: 'with-credentials', headers: [HeaderSetting.value('X-Scope-OrgID', 'acme')], additionalAuth: BASIC_AUTH,
  }))),
  set(new SigV4AuthExtension({ region: 'eu-central-1', service: 'aps' })),
  excused({ says: 'operation error STS: AssumeRole', reason: 'it takes on its role when it is read, and AWS is not here' }, set(new SigV4AuthExtension({
    name: 'everything',
    region: 'eu-central-1',
    service: 'aps',
    assumeRoleArn: 'arn:aws:iam::123456789012:role/metrics-writer',
    stsRegion: 'us-east-1',
    externalId: 'stranger',
  }))),
  set(new SigV4AuthExtension({ name: 'from-the-host' })),
];

const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] };

const OTHERS: readonly OptionSet[] = [
  set(new FileStorageExtension({ directory: '/var/lib/otelcol/queue' })),
  set(new FileStorageExtension({
    name: 'everything', directory: '/var/lib/otelcol/everything/', maxSize: Size.gibibytes(1), fsync: false, recreate: true, timeout: Duration.seconds(1),
  })),
  set(new FileStorageExtension({ name: 'small', directory: '/var/lib/otelcol/small', maxSize: Size.mebibytes(2), fsync: true })),
  set(new HealthCheckExtension()),
  set(new HealthCheckExtension({ name: 'everything', port: 13134, path: '/health/live' })),
  set(new K8sLeaderElectorExtension({ leaseName: 'matrix' })),
  set(new K8sLeaderElectorExtension({
    name: 'everything', leaseName: 'matrix.everything', leaseDuration: Duration.seconds(30), renewDeadline: Duration.seconds(20), retryPeriod: Duration.seconds(5),
  })),
  set(new PprofExtension()),
  alone(set(new PprofExtension({ name: 'everything', port: 1778 }))),
  set(new ZpagesExtension()),
  set(new ZpagesExtension({ name: 'everything', port: 55680, expvar: true })),
  set(new CustomExtension({ type: 'k8s_observer', config: { auth_type: 'serviceAccount' }, needs: { clusterRules: [PODS] } })),
];

export const EXTENSIONS: readonly OptionSet[] = [...CREDENTIALS, ...OTHERS];
