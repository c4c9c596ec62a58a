import * as Cdktf from 'cdktf';
import * as Cdktn from 'cdktn';
import { Construct } from 'constructs';
import { S3Encryption, S3ObjectStore } from '../../lib/storage';
import { loadCdktf } from '../../lib/terraform/load-cdktf';
import { anApp, written } from '../storage/s3/fixtures';

type Library = Pick<typeof Cdktf, 'TerraformStack' | 'S3Backend'>;

/** A library of the shape of cdktf. Its types differ in private parts, which no program uses. */
const CDKTN = Cdktn as unknown as Library;

afterEach(() => void jest.dontMock('cdktf').dontMock('cdktn'));

/** What a program of its own loads for a stack of cdktn, when `packages` are what is installed. */
function loadedWith(packages: { readonly [name: string]: unknown }): unknown {
  let loaded: unknown;
  jest.isolateModules(() => {
    for (const name of ['cdktf', 'cdktn']) {
      jest.doMock(name, () => packages[name] ?? notInstalled(name));
    }
    const { loadCdktf: load } = jest.requireActual<{ loadCdktf: typeof loadCdktf }>('../../lib/terraform/load-cdktf');
    loaded = load(new Cdktn.TerraformStack(anApp(), 'storage'));
  });
  return loaded;
}

function notInstalled(name: string): never {
  throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' });
}

function storesIn({ TerraformStack, S3Backend }: Library): string {
  const stack = new TerraformStack(anApp(), 'storage');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'storage.tfstate', region: 'us-east-1' });
  new S3ObjectStore(stack, 'metrics', { bucketName: 'acme-prod-metrics', region: 'us-east-1', tags: { team: 'sre' } });
  new S3ObjectStore(stack, 'logs', { bucketName: 'acme-prod-logs', region: 'us-east-1', encryption: S3Encryption.s3Managed() });
  return written(stack);
}

describe('the library of a stack', () => {
  test('is the one that the stack was made with', () => {
    expect(loadCdktf(new Cdktf.TerraformStack(anApp(), 'storage'))).toBe(Cdktf);
    expect(loadCdktf(new Cdktn.TerraformStack(anApp(), 'storage'))).toBe(Cdktn);
  });

  test('is that of the base class, when a program or another library has extended it', () => {
    class OfProgram extends Cdktn.TerraformStack {}
    class OfLibrary extends Cdktn.TerraformStack {}
    Object.assign(OfLibrary, { [Symbol.for('jsii.rtti')]: { fqn: 'acme-platform.StorageStack', version: '1.0.0' } });

    expect(loadCdktf(new OfProgram(anApp(), 'storage'))).toBe(Cdktn);
    expect(loadCdktf(new OfLibrary(anApp(), 'storage'))).toBe(Cdktn);
  });

  test('is cdktf for a stack that does not say where it is from', () => {
    expect(loadCdktf(new Construct(anApp(), 'storage'))).toBe(Cdktf);
  });

  test('may be cdktn under the name of cdktf', () => {
    expect(loadedWith({ cdktf: Cdktn })).toBe(Cdktn);
  });

  test('fails when it cannot be loaded', () => {
    expect(() => loadedWith({ cdktf: Cdktf })).toThrow(
      'storage: the stack is one of cdktn, but this library can only load cdktf\n'
      + '  why: constructs of cdktf in a stack of cdktn fail at synth\n'
      + '  fix: npm install cdktn into the node_modules folder that has cdk8s-observability (with pnpm: public-hoist-pattern[]=cdktn)\n',
    );
  });
});

describe('the Terraform of stores in a stack of cdktn', () => {
  test('is that of cdktf, but for the spelling of an empty object', () => {
    // each prints by another library: {} on one line, or on two
    expect(storesIn(CDKTN)).toBe(storesIn(Cdktf).replace(/\{\n +\}/g, '{}'));
  });

  test('is written beside that of a stack of cdktf in one program', () => {
    const app = anApp();
    const [first, second] = [Cdktf, CDKTN].map(({ TerraformStack, S3Backend }: Library, index) => {
      const stack = new TerraformStack(app, `storage-${index}`);
      new S3Backend(stack, { bucket: 'acme-terraform-state', key: `${index}.tfstate`, region: 'us-east-1' });
      new S3ObjectStore(stack, 'metrics', { bucketName: `acme-prod-metrics-${index}`, region: 'us-east-1' });
      return stack;
    });

    expect(JSON.parse(written(first)).resource.aws_s3_bucket.metrics_bucket.bucket).toBe('acme-prod-metrics-0');
    expect(JSON.parse(written(second)).resource.aws_s3_bucket.metrics_bucket.bucket).toBe('acme-prod-metrics-1');
  });
});
