/** Extensions to which the sets of other kinds refer. */
import {
  BasicAuthExtension, BearerTokenAuthExtension, FileStorageExtension, K8sLeaderElectorExtension,
} from '../../../lib/collector/components';
import { SecretValue } from '../../../lib/wiring';

export const LEADER_ELECTOR = new K8sLeaderElectorExtension({ name: 'support', leaseName: 'matrix-support' });

export const STORAGE = new FileStorageExtension({ name: 'support', directory: '/var/lib/otelcol/support' });

export const BEARER_TOKEN = new BearerTokenAuthExtension({ name: 'support', token: SecretValue.fromSecret('matrix', 'token') });

export const BASIC_AUTH = BasicAuthExtension.client({ name: 'support', username: 'matrix', password: SecretValue.fromSecret('matrix', 'password') });
