import { terraformName } from '../../lib/terraform/terraform-name';

describe('a name in Terraform', () => {
  test.each([
    [['metrics'], 'metrics'],
    [['platform', 'metrics'], 'platform_metrics'],
    [['acme-prod', 'metrics.eu'], 'acme_prod_metrics_eu'],
    [['2nd'], '_2nd'],
  ])('is made of the ids %j: %s', (ids, name) => {
    expect(terraformName(ids)).toBe(name);
  });
});
