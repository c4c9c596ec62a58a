import { Chart } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { AwsS3Exporter } from '../../lib/collector/components';
import { GatewayStatefulSet } from '../../lib/collector/gateway-stateful-set';
import { ObservabilityApp } from '../../lib/observability-app';
import { S3Encryption } from '../../lib/storage';
import { ClusterIdentity, Identity, Signal } from '../../lib/wiring';
import { problemOf } from '../collector/documents';
import { at, find, Manifest, manifestsOf } from '../manifests';
import { aStack, anApp, aStore, written } from '../storage/s3/fixtures';

const CLUSTER = { name: 'prod' };
const IRSA = { name: 'prod', identity: Identity.irsa({ oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com' }) };

interface Platform {
  readonly app: ObservabilityApp;
  readonly stack: TerraformStack;
  readonly chart: Chart;
}

/** A gateway that archives logs and traces in buckets of its program. */
function platform(cluster: ClusterIdentity = CLUSTER, namespace = 'audit', buckets: readonly string[] = ['logs']): Platform {
  const app = anApp();
  const stack = aStack(app);
  const chart = new Chart(app, 'chart', namespace === '' ? {} : { namespace });
  const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster });
  buckets.forEach((name) => {
    const store = aStore(stack, name, { encryption: S3Encryption.s3Managed() });
    gateway.addExporter(new AwsS3Exporter({ name, store }), [Signal.LOGS, Signal.TRACES]);
  });
  return { app, stack, chart };
}

function rolesOf(stack: TerraformStack): Record<string, { readonly name: string }> {
  return (JSON.parse(written(stack)) as { resource: { aws_iam_role: Record<string, { name: string }> } }).resource.aws_iam_role;
}

function egressOf(manifests: readonly Manifest[]): unknown {
  return at(find(manifests, 'NetworkPolicy'), 'spec.egress');
}

const to = (cidr: string) => ({ to: [{ ipBlock: { cidr } }], ports: [{ port: 80, protocol: 'TCP' }] });
const HTTPS = { ports: [{ port: 443, protocol: 'TCP' }] };

describe('a workload whose component uses a store', () => {
  test('has a role for its service account, in its own cluster', () => {
    expect(Object.values(rolesOf(platform().stack)).map(({ name }) => name)).toEqual(['prod.audit.gateway']);
  });

  test('has one role for several stores', () => {
    const { stack } = platform(CLUSTER, 'audit', ['logs', 'traces']);
    const policies = (JSON.parse(written(stack)) as { resource: { aws_iam_role_policy: Record<string, { policy: string }> } }).resource.aws_iam_role_policy;
    const statements = (JSON.parse(Object.values(policies)[0].policy) as { Statement: { Resource: string; Action: string[] }[] }).Statement;

    expect(Object.keys(rolesOf(stack))).toHaveLength(1);
    expect(statements).toEqual([
      { Effect: 'Allow', Action: ['s3:AbortMultipartUpload', 's3:PutObject'], Resource: '${aws_s3_bucket.logs_bucket.arn}/*' },
      { Effect: 'Allow', Action: ['s3:AbortMultipartUpload', 's3:PutObject'], Resource: '${aws_s3_bucket.traces_bucket.arn}/*' },
    ]);
  });

  test('reaches the agent of Pod Identity and S3', () => {
    const manifests = manifestsOf(platform().chart);

    expect(egressOf(manifests)).toEqual(expect.arrayContaining([to('169.254.170.23/32'), to('fd00:ec2::23/128'), HTTPS]));
    expect(find(manifests, 'ServiceAccount').metadata).not.toHaveProperty('annotations');
  });

  test('under IRSA is annotated with its role, and reaches STS and S3, and no agent', () => {
    const manifests = manifestsOf(platform(IRSA).chart);

    expect(at(find(manifests, 'ServiceAccount'), 'metadata.annotations')).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/prod.audit.gateway',
    });
    expect(egressOf(manifests)).toContainEqual(HTTPS);
    expect(JSON.stringify(egressOf(manifests))).not.toContain('ipBlock');
  });

  test('mounts no token of the Kubernetes API: credentials come with a token of their own', () => {
    expect(at(find(manifestsOf(platform().chart), 'StatefulSet'), 'spec.template.spec.automountServiceAccountToken')).toBe(false);
  });

  test('needs a namespace', () => {
    const { app } = platform(CLUSTER, '');
    expect(problemOf(() => app.synth()).what).toBe("it uses the store 'storage/logs', and its chart has no namespace");
  });
});
