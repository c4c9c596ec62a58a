import { fail } from '../validation';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const RULES: readonly { readonly broken: RegExp; readonly what: string }[] = [
  { broken: /^.{0,2}$|^.{64,}$/, what: 'is not 3 to 63 characters long' },
  { broken: /[^a-z0-9.-]/, what: 'has characters other than a-z, 0-9, - and .' },
  { broken: /^[.-]|[.-]$/, what: 'does not begin and end with a letter or a digit' },
  { broken: /\.\./, what: 'has two adjacent dots' },
  { broken: /^\d+\.\d+\.\d+\.\d+$/, what: 'is formatted as an IP address' },
  { broken: /^(xn--|sthree-|amzn-s3-demo-)/, what: 'begins with a prefix that AWS reserves' },
  { broken: /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/, what: 'ends with a suffix that AWS reserves' },
];

/** Beginnings and endings that no new bucket may have. */
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3|-an)$/g;

/** Fails on a bucket name that S3 refuses. */
export function requireBucketName(caller: string, property: string, name: string): void {
  const broken = RULES.find((rule) => rule.broken.test(name));
  if (broken) {
    fail(caller, {
      what: `${property} '${name}' ${broken.what}`,
      why: 'S3 has no bucket of such a name',
      fix: `${property}: '${nearestName(name)}'`,
    });
  }
}

/** Fails on a name that S3 refuses, or that nobody should give to a new bucket. */
export function requireNewBucketName(caller: string, property: string, name: string): void {
  requireBucketName(caller, property, name);
  if (name.includes('.')) {
    fail(caller, {
      what: `${property} '${name}' has a dot`,
      why: 'the certificate of S3 covers one label before .s3.<region>.amazonaws.com: TLS to a bucket with a dot fails',
      fix: `${property}: '${nearestName(name)}'`,
    });
  }
  if (name.endsWith('-an')) {
    fail(caller, {
      what: `${property} '${name}' ends with -an`,
      why: 'S3 keeps this ending for buckets in the namespace of one account and region, and refuses it for others',
      fix: `${property}: '${nearestName(name)}'`,
    });
  }
}

/** Fails on something that is not a region of AWS. */
export function requireAwsRegion(caller: string, region: string): void {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) {
    const zone = /^([a-z]{2,4}(?:-[a-z]+)+-\d+)[a-z]$/.exec(region);
    fail(caller, {
      what: `region '${region}' is not a region of AWS`,
      why: zone ? 'it is an availability zone, and S3 signs requests with the region' : 'S3 signs every request with the region and would refuse it',
      fix: `region: '${zone?.[1] ?? 'us-east-1'}'`,
    });
  }
}

function nearestName(name: string): string {
  const nearest = name
    .toLowerCase()
    .replace(RESERVED, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  const sound = nearest.replace(RESERVED, '') === nearest && !RULES.some((rule) => rule.broken.test(nearest));
  return sound ? nearest : 'acme-prod-metrics';
}
