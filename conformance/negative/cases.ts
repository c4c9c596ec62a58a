/** Broken documents, and what the judges must say about them: a judge that says nothing here proves nothing elsewhere. */
import { OTELCOL } from '../judging/collector/judge-otelcol';
import { CHECKOV } from '../judging/judge-checkov';
import { API_SERVER } from '../judging/kubernetes/judge-api-server';
import { KUBE_SCORE } from '../judging/kubernetes/judge-kube-score';
import { KUBECONFORM } from '../judging/kubernetes/judge-kubeconform';
import { NegativeCase } from '../judging/report';
import { RULES } from '../judging/rules/judge-rule-files';
import { TERRAFORM_APPLY } from '../judging/terraform/applied/site';
import { TERRAFORM } from '../judging/terraform/judge-terraform';
import { LANGUAGE_JUDGES } from '../languages/programs';
import { PACKAGE } from '../package/judge-package';

const collectors = (name: string, check: string, says: string): NegativeCase =>
  ({ judge: OTELCOL, document: `collectors/kubernetes/${name}`, check, says });
const manifests = (judge: string, name: string, check: string, says: string): NegativeCase =>
  ({ judge, document: `manifests/kubernetes/${name}`, check, says });
const stacks = (judge: string, name: string, check: string, says: string): NegativeCase =>
  ({ judge, document: `stacks/terraform/${name}`, check, says });

export const NEGATIVE_CASES: readonly NegativeCase[] = [
  collectors('unknown-key', 'validate', 'invalid keys: endpont'),
  collectors('undefined-receiver', 'validate', 'otlp/second'),
  collectors('no-rights', 'rights', 'is forbidden'),
  collectors('health-on-loopback', 'probe', 'ECONNREFUSED'),
  collectors('nowhere-to-write', 'start', 'read-only file system'),
  collectors('unset-variable', 'environment', 'TEAM'),
  collectors('name-of-another', 'allocator', "targets of job 'pods'"),
  manifests(API_SERVER, 'unknown-field', 'strict-apply', 'minReadySecond'),
  manifests(API_SERVER, 'unknown-usage', 'strict-apply', 'Unsupported value: "server-auth"'),
  manifests(API_SERVER, 'not-restricted', 'pod-security-restricted', 'violates PodSecurity'),
  manifests(KUBECONFORM, 'unknown-field', 'schema', 'minReadySecond'),
  { judge: KUBECONFORM, document: 'types/kubernetes/wrong-type', check: 'schema', says: 'replicas' },
  manifests(KUBE_SCORE, 'no-limits', 'container-resources', 'Memory limit is not set'),
  { judge: RULES, document: 'rules/kubernetes/no-promql', check: 'thanos', says: 'parse error' },
  { judge: RULES, document: 'rules/kubernetes/key-of-thanos', check: 'prometheus', says: 'partial_response_strategy' },
  manifests(CHECKOV, 'no-limits', 'CKV_K8S_16', 'privileged'),
  stacks(TERRAFORM, 'unknown-argument', 'validate', 'bucket_nmae_prefix'),
  stacks(TERRAFORM, 'name-too-long', 'plan', 'expected length of bucket'),
  stacks(TERRAFORM, 'unknown-storage-class', 'validate', 'INFREQUENT'),
  stacks(TERRAFORM, 'unknown-lock-mode', 'validate', 'FOREVER'),
  stacks(TERRAFORM, 'unknown-endpoint-type', 'validate', 'Gatewy'),
  stacks(TERRAFORM, 'public-bucket', 'test', 'no public access block'),
  { judge: TERRAFORM_APPLY, document: 'aws/tampered', check: 'second plan', says: 'create aws_s3_bucket_public_access_block.plain_public_access_block' },
  { judge: TERRAFORM_APPLY, document: 'aws/tampered', check: 'live public access block', says: 'and has {}' },
  { judge: TERRAFORM_APPLY, document: 'aws/tampered', check: 'policy', says: 'over plain should be denied: allowed' },
  { judge: TERRAFORM_APPLY, document: 'aws/generous', check: 'rights', says: 'delete_object' },
  { judge: TERRAFORM_APPLY, document: 'aws/unguarded', check: 'destroy', says: 'aws_kms_key.plain_key' },
  { judge: TERRAFORM_APPLY, document: 'aws/renamed', check: 'plan', says: 'Instance cannot be destroyed' },
  { judge: TERRAFORM_APPLY, document: 'aws/generous-replication', check: 'rights', says: 's3:DeleteObjectVersion' },
  { judge: TERRAFORM_APPLY, document: 'aws/not-replicated', check: 'live replication', says: 'and has nothing' },
  { judge: TERRAFORM_APPLY, document: 'aws/not-replicated', check: 'second plan', says: 'create aws_s3_bucket_replication_configuration.encrypted_replication' },
  { judge: TERRAFORM_APPLY, document: 'aws/opened-endpoint', check: 'reach', says: 's3:PutObject on arn:aws:s3:::somebody-elses/object should be denied' },
  { judge: TERRAFORM_APPLY, document: 'aws/opened-endpoint', check: 'second plan', says: 'update aws_vpc_endpoint.within_s3' },
  stacks(CHECKOV, 'public-bucket', 'CKV_AWS_53', 'block public'),
  ...LANGUAGE_JUDGES.map((judge) => ({ judge, document: `${judge}/another-value`, check: 'bytes', says: 'api-honeycomb-example' })),
  { judge: PACKAGE, document: 'package/another-value', check: 'bytes', says: 'api-honeycomb-example' },
  { judge: PACKAGE, document: 'package/sources', check: 'contents', says: 'lib/index.ts does not belong' },
  { judge: PACKAGE, document: 'package/eager', check: 'import', says: 'files of cdktf were loaded' },
  { judge: PACKAGE, document: 'package/typescript', check: 'command', says: 'neither tsx nor ts-node' },
];
