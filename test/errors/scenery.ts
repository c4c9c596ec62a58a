/** What a program begins with: where things are, and where they go. A part may speak of those before it. */
export const SCENERY: { readonly [name: string]: string } = {
  app: 'const app = new ObservabilityApp();',
  cluster: "const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };",
  chart: "const chart = new Chart(app, 'observability', { namespace: 'observability' });",
  vendor: `const vendor = OtlpEndpoint.grpc({
  address: 'api.honeycomb.io:443',
  headers: { 'x-honeycomb-team': SecretValue.fromSecret('honeycomb', 'api-key') },
});`,
  storage: `const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1', encrypt: true });`,
  chunks: `const chunks = new S3ObjectStore(storage, 'logs', {
  bucketName: 'acme-prod-logs', cluster, contents: S3StoreContents.LOKI_CHUNKS,
});`,
  blocks: `const blocks = new S3ObjectStore(storage, 'metrics', {
  bucketName: 'acme-prod-metrics', cluster, contents: S3StoreContents.THANOS_BLOCKS,
});`,
};

/** What the scenery has to have imported. */
export const SCENERY_IMPORTS = `import { Chart } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import { ObservabilityApp, OtlpEndpoint, S3ObjectStore, S3StoreContents, SecretValue } from 'cdk8s-observability';`;

/** The parts of the scenery that a text speaks of, and those of which they speak. */
export function sceneryOf(text: string): string[] {
  const wanted = Object.keys(SCENERY).reverse().reduce<string[]>((parts, name) => {
    const speaksOf = new RegExp(`(?<![.\\w'])${name}\\b(?!:)`);
    return [text, ...parts.map((part) => SCENERY[part])].some((each) => speaksOf.test(each)) ? [name, ...parts] : parts;
  }, []);
  return wanted.map((name) => SCENERY[name]);
}
