import { ReleasePlan } from './release-plan';
import { ResourceDocument } from '../terraform/terraform-document';

/**
 * A release as Terraform makes it. Attributes only, which releases 2 and 3 of the provider read alike: `set`, a block in the one and a
 * list in the other, is not needed.
 *
 * @see https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release
 */
export function releaseDocument(plan: ReleasePlan): ResourceDocument {
  return {
    id: 'release',
    type: 'helm_release',
    name: plan.name,
    attributes: {
      name: plan.releaseName,
      namespace: plan.namespace,
      create_namespace: plan.createNamespace,
      repository: plan.repository,
      chart: plan.chart,
      version: plan.version,
      atomic: plan.atomic,
      wait: plan.wait,
      timeout: plan.timeoutSeconds,
      // JSON is YAML in which text stays text, whatever Terraform puts in the place of a reference
      ...Object.keys(plan.values).length === 0 ? {} : { values: [JSON.stringify(plan.values)] },
    },
    ...plan.after.length === 0 ? {} : { dependsOn: plan.after },
  };
}
