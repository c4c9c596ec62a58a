import { ProviderDocument } from './terraform-document';

/** @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export const AWS: ProviderDocument = { name: 'aws', source: 'hashicorp/aws', versions: '>= 5.90.0, < 7.0.0' };

/**
 * Its third major release takes the same attributes of `helm_release`; only blocks have changed, and none is written.
 *
 * @see https://registry.terraform.io/providers/hashicorp/helm/latest/docs/guides/v3-upgrade-guide
 */
export const HELM: ProviderDocument = { name: 'helm', source: 'hashicorp/helm', versions: '>= 2.17.0, < 4.0.0' };
