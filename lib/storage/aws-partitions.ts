/** A part of AWS with accounts, ARNs and host names of its own. */
interface Partition {
  /** What the names of its regions begin with. */
  readonly regions: string;
  /** What its ARNs say after `arn:`. */
  readonly name: string;
  readonly domain: string;
}

const DEFAULT: Partition = { regions: '', name: 'aws', domain: 'amazonaws.com' };

/** @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json */
const PARTITIONS: readonly Partition[] = [
  { regions: 'cn-', name: 'aws-cn', domain: 'amazonaws.com.cn' },
  { regions: 'us-gov-', name: 'aws-us-gov', domain: 'amazonaws.com' },
  { regions: 'eusc-', name: 'aws-eusc', domain: 'amazonaws.eu' },
  { regions: 'us-iso-', name: 'aws-iso', domain: 'c2s.ic.gov' },
  { regions: 'us-isob-', name: 'aws-iso-b', domain: 'sc2s.sgov.gov' },
  { regions: 'eu-isoe-', name: 'aws-iso-e', domain: 'cloud.adc-e.uk' },
  { regions: 'us-isof-', name: 'aws-iso-f', domain: 'csp.hci.ic.gov' },
];

/** What ARNs in a region say after `arn:`. */
export function partitionOf(region: string): string {
  return find(region).name;
}

/** What host names of services in a region end with. */
export function domainOf(region: string): string {
  return find(region).domain;
}

function find(region: string): Partition {
  return PARTITIONS.find(({ regions }) => region.startsWith(regions)) ?? DEFAULT;
}
