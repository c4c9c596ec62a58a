import { AGENT } from './agent';
import { CLUSTER_COLLECTOR } from './cluster-collector';
import { COMMAND_LINE } from './command-line';
import { COMPONENTS } from './components';
import { EXPORTERS } from './exporters';
import { GATEWAY } from './gateway';
import { LOG_VOLUME } from './log-volume';
import { LOKI } from './loki';
import { MEMCACHED } from './memcached';
import { MONITORS } from './monitors';
import { POLICY } from './policy';
import { PREREQUISITES } from './prerequisites';
import { PROMETHEUS } from './prometheus';
import { RULES } from './rules';
import { SAMPLING } from './sampling';
import { SCRAPING } from './scraping';
import { STORAGE } from './storage';
import { TAIL_SAMPLER } from './tail-sampler';
import { TARGET_ALLOCATOR } from './target-allocator';
import { TEMPO } from './tempo';
import { TERRAFORM } from './terraform';
import { THANOS } from './thanos';
import { WIRING } from './wiring';
import { WORKLOAD } from './workload';
import { Provocation, Provocations } from '../provocation';

/** Every room, in the order of the page. */
export const PROVOCATIONS: readonly Provocations[] = [
  WIRING, WORKLOAD, GATEWAY, AGENT, CLUSTER_COLLECTOR, COMPONENTS, PROMETHEUS, MONITORS, RULES, SCRAPING, TARGET_ALLOCATOR, TAIL_SAMPLER, EXPORTERS, THANOS,
  LOKI, TEMPO, MEMCACHED, STORAGE, TERRAFORM, PREREQUISITES, POLICY, SAMPLING, LOG_VOLUME, COMMAND_LINE,
];

/** Two problems at once, to show how they come. */
export const EXAMPLE: Provocation = {
  title: 'Two problems at once',
  program: `
      const stack = new TerraformStack(app, 'audit');
      new S3ObjectStore(stack, 'audit', { bucketName: 'acme-prod-audit', cluster });
    + new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' });
      new GatewayStatefulSet(chart, 'gateway', {
        cluster,
        destination: vendor,
    -   replicas: 3,
        autoscaling: { maxReplicas: 10 },
      });
  `,
  error: `audit: the stack has no backend
  why: a path of this machine would stand in cdk.tf.json: it changes with every machine, and elsewhere 'terraform apply' would make every bucket anew
  fix: new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' }), or for a trial new LocalBackend(stack, { path: 'terraform.tfstate' })

observability/gateway: replicas is 3, and there is an autoscaler
  why: every deployment sets the count back, and the autoscaler changes it again
  fix: leave replicas out, or autoscaling out`,
};
