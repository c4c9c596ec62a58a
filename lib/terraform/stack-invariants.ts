import * as path from 'path';
import { StackDocument } from './stack-document';
import { Finding } from '../validation';

/** Everything that can be said of a stack, whatever is in it. */
export function stackFindings(stack: StackDocument): Finding[] {
  return [...backendFindings(stack.backend), ...addressFindings(stack.addresses)];
}

/** The state of a stack must be kept where everybody finds it. */
export function backendFindings(backend: StackDocument['backend']): Finding[] {
  const absolute = backend?.type === 'local' && typeof backend.path === 'string' && path.isAbsolute(backend.path);
  if (backend && !absolute) {
    return [];
  }
  return [{
    what: backend ? `the local backend keeps the state in ${String(backend.path)}` : 'the stack has no backend',
    why: "a path of this machine would stand in cdk.tf.json: it changes with every machine, and elsewhere 'terraform apply' would make every bucket anew",
    fix: "new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' }), "
      + "or for a trial new LocalBackend(stack, { path: 'terraform.tfstate' })",
  }];
}

/** Two things of one name would become one. */
export function addressFindings(addresses: StackDocument['addresses']): Finding[] {
  return addresses.flatMap(({ address, path: second }, index) => {
    const first = addresses.slice(0, index).find((earlier) => earlier.address === address);
    return first === undefined
      ? []
      : [{
        what: `'${first.path}' and '${second}' are both ${address} in Terraform`,
        why: 'cdktf merges resources of one name without a word: one of the two would never exist',
        fix: 'give one of the two constructs another id',
      }];
  });
}
