import { Construct, IConstruct } from 'constructs';
import { findStack } from '../terraform/find-stack';
import { fail } from '../validation';

/** The stack that releases below `scope` are in; fails when there is none. `kind` and `id` are what the program wanted to make there. */
export function requireStack(scope: Construct, kind: string, id: string): IConstruct {
  return findStack(scope) ?? fail(pathBelow(scope, id), {
    what: `a ${kind} outside a TerraformStack`,
    why: 'it is installed by Terraform, and charts of cdk8s are not',
    fix: `new ${kind}(new TerraformStack(app, 'prerequisites'), '${id}', { … })`,
  });
}

/** Fails when `before` is in another stack than the release that comes after it. */
export function requireSameStack(release: Construct, stack: IConstruct, before: Construct): void {
  if (findStack(before) !== stack) {
    fail(release.node.path, {
      what: `after names '${before.node.path}', which is in another stack`,
      why: 'Terraform puts the resources of one stack in order, and knows of no other',
      fix: 'leave it out of after, and say stack.addDependency(otherStack); or put both releases in one stack',
    });
  }
}

function pathBelow(scope: Construct, id: string): string {
  return [...scope.node.path === '' ? [] : [scope.node.path], id].join('/');
}
