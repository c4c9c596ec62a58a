import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Lazy, YamlOutputType } from 'cdk8s';
import { Lazy as TerraformLazy, LocalBackend, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ObservabilityApp, ObservabilityAppProps } from '../lib/observability-app';
import { judgeAtSynth } from '../lib/validation';

class NullProvider extends TerraformProvider {
  public constructor(stack: TerraformStack) {
    super(stack, 'null', { terraformResourceType: 'null', terraformGeneratorMetadata: { providerName: 'null' }, terraformProviderSource: 'hashicorp/null' });
  }
}

class NullResource extends TerraformResource {
  public constructor(scope: Construct, id: string, private readonly triggers: { [name: string]: string } = {}) {
    super(scope, id, { terraformResourceType: 'null_resource', terraformGeneratorMetadata: { providerName: 'null' } });
  }

  protected synthesizeAttributes() {
    return { triggers: this.triggers };
  }
}

/** The folder of this repository. */
const START = process.cwd();

beforeEach(() => {
  delete process.env.CDK8S_OUTDIR;
});

afterEach(() => {
  process.chdir(START);
});

function newFolder(): string {
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'observability-app-')));
}

function aChart(app: App, id = 'observability'): Chart {
  const chart = new Chart(app, id, { namespace: 'observability' });
  new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { mode: 'eu' } });
  new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'gateway' } });
  return chart;
}

function aStack(scope: Construct, id = 'storage'): TerraformStack {
  const stack = new TerraformStack(scope, id);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new NullProvider(stack);
  new NullResource(stack, 'bucket', { name: 'acme' });
  return stack;
}

/** A program with two charts and two stacks. */
function aProgram(props: ObservabilityAppProps): ObservabilityApp {
  const app = new ObservabilityApp(props);
  aChart(app);
  aStack(app);
  aChart(app, 'agents');
  aStack(app, 'identities');
  return app;
}

/** Every file below a folder with its content. */
function filesOf(folder: string): { [file: string]: string } {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() : [];
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

describe('what is written', () => {
  test('has a file for each chart and a folder for each stack', () => {
    const outdir = newFolder();
    aProgram({ outdir }).synth();

    expect(Object.keys(filesOf(outdir))).toEqual([
      'kubernetes/agents.k8s.yaml',
      'kubernetes/observability.k8s.yaml',
      'terraform/identities/cdk.tf.json',
      'terraform/storage/cdk.tf.json',
    ]);
  });

  test('has the manifests that a plain cdk8s App would write', () => {
    const [ours, theirs] = [newFolder(), newFolder()];
    aProgram({ outdir: ours }).synth();
    const plain = new App({ outdir: theirs });
    aChart(plain);
    aChart(plain, 'agents');
    plain.synth();

    expect(filesOf(path.join(ours, 'kubernetes'))).toEqual(filesOf(theirs));
  });

  test('has the Terraform of the stack', () => {
    const outdir = newFolder();
    aProgram({ outdir }).synth();

    expect(JSON.parse(filesOf(outdir)['terraform/storage/cdk.tf.json'])).toMatchObject({
      resource: { null_resource: { bucket: { triggers: { name: 'acme' } } } },
      terraform: { backend: { local: { path: 'terraform.tfstate' } }, required_providers: { null: { source: 'hashicorp/null' } } },
    });
  });

  test('has no folder for Terraform when there is none', () => {
    const outdir = newFolder();
    const app = new ObservabilityApp({ outdir });
    aChart(app);
    app.synth();

    expect(fs.readdirSync(outdir)).toEqual(['kubernetes']);
  });

  test('has no stack that was removed', () => {
    const outdir = newFolder();
    const app = aProgram({ outdir });
    app.node.tryRemoveChild('identities');
    app.synth();

    expect(fs.readdirSync(path.join(outdir, 'terraform'))).toEqual(['storage']);
  });

  test('leaves the state that Terraform keeps beside a stack', () => {
    const outdir = newFolder();
    aProgram({ outdir }).synth();
    const state = path.join(outdir, 'terraform', 'storage', 'terraform.tfstate');
    fs.writeFileSync(state, '{}');
    aProgram({ outdir }).synth();

    expect(fs.readFileSync(state, 'utf8')).toBe('{}');
  });

  test('is divided as the program says', () => {
    const outdir = newFolder();
    aProgram({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }).synth();

    expect(Object.keys(filesOf(path.join(outdir, 'kubernetes')))).toEqual([
      'agents/ConfigMap.settings.k8s.yaml',
      'agents/Service.gateway.k8s.yaml',
      'observability/ConfigMap.settings.k8s.yaml',
      'observability/Service.gateway.k8s.yaml',
    ]);
  });

  test('is one file for each chart by itself', () => {
    expect(new ObservabilityApp().yamlOutputType).toBe(YamlOutputType.FILE_PER_CHART);
  });
});

describe('where it is written', () => {
  test('is dist by itself', () => {
    process.chdir(newFolder());
    aProgram({}).synth();

    expect(Object.keys(filesOf('dist'))).toContain('kubernetes/observability.k8s.yaml');
    expect(Object.keys(filesOf('dist'))).toContain('terraform/storage/cdk.tf.json');
  });

  test('is where the cdk8s command line asks for it', () => {
    const asked = newFolder();
    process.env.CDK8S_OUTDIR = asked;
    process.chdir(newFolder());
    aProgram({}).synth();

    expect(fs.readdirSync(asked).sort()).toEqual(['kubernetes', 'terraform']);
    expect(fs.readdirSync('.')).toEqual([]);
  });

  test('is where the program says, even when the command line asks for something else', () => {
    const [asked, said] = [newFolder(), newFolder()];
    process.env.CDK8S_OUTDIR = asked;
    aProgram({ outdir: said }).synth();

    expect(fs.readdirSync(said).sort()).toEqual(['kubernetes', 'terraform']);
    expect(fs.readdirSync(asked)).toEqual([]);
  });

  test('is known before anything is written', () => {
    expect(new ObservabilityApp({ outdir: 'out' }).outdir).toBe(path.join('out', 'kubernetes'));
  });
});

describe('what is written twice is the same in every byte', () => {
  test('by one app', () => {
    const outdir = newFolder();
    const app = aProgram({ outdir });
    app.synth();
    const first = filesOf(outdir);
    app.synth();

    expect(filesOf(outdir)).toEqual(first);
  });

  test('by two apps in different working directories', () => {
    const written = [1, 2].map(() => {
      const outdir = newFolder();
      process.chdir(newFolder());
      aProgram({ outdir }).synth();
      return filesOf(outdir);
    });

    expect(Object.keys(written[0])).toHaveLength(4);
    expect(written[1]).toEqual(written[0]);
  });

  test('and knows nothing of the machine that wrote it', () => {
    const outdir = newFolder();
    aProgram({ outdir }).synth();
    const text = Object.values(filesOf(outdir)).join('\n');

    expect(text).not.toContain(START);
    expect(text).not.toContain(os.tmpdir());
  });
});

describe('nothing is written', () => {
  test('when there is a problem, of charts or of stacks', () => {
    const outdir = path.join(newFolder(), 'dist');
    const app = aProgram({ outdir });
    const finding = { what: 'it is bad', why: 'it would break', fix: 'make it good' };
    judgeAtSynth(new Construct(app.node.findChild('storage'), 'policy'), () => ({}), () => [finding]);
    judgeAtSynth(new Construct(app.node.findChild('agents'), 'agent'), () => ({}), () => [finding]);

    expect(() => app.synth()).toThrow(
      'Observability problems (2), nothing was written:\n\n'
      + 'storage/policy: it is bad\n  why: it would break\n  fix: make it good\n\n'
      + 'agents/agent: it is bad\n  why: it would break\n  fix: make it good\n',
    );
    expect(fs.existsSync(outdir)).toBe(false);
  });

  test('when the state of a stack would be on this machine only', () => {
    const outdir = path.join(newFolder(), 'dist');
    const app = aProgram({ outdir });
    new NullResource(new TerraformStack(app, 'forgetful'), 'bucket');

    expect(() => app.synth()).toThrow('forgetful: the stack has no backend\n');
    expect(fs.existsSync(outdir)).toBe(false);
  });

  test('when a stack cannot be rendered', () => {
    const outdir = newFolder();
    const app = aProgram({ outdir });
    new NullResource(app.node.findChild('identities'), 'broken', { name: TerraformLazy.stringValue({ produce: failing('no name') }) });

    expect(() => app.synth()).toThrow('no name');
    expect(fs.readdirSync(outdir)).toEqual([]);
  });

  test('of the Terraform when a manifest cannot be rendered', () => {
    const outdir = newFolder();
    const app = aProgram({ outdir });
    new ApiObject(app.node.findChild('agents'), 'broken', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: failing('no data') }) });

    expect(() => app.synth()).toThrow('no data');
    expect(Object.keys(filesOf(outdir)).filter((file) => file.startsWith('terraform'))).toEqual([]);
  });

  test.each<[string, (app: ObservabilityApp) => void]>([
    ['when a library other than this finds a problem', (app) => app.node.findChild('agents').node.addValidation({ validate: () => ['theirs'] })],
    ['when a manifest cannot be rendered', (app) => {
      new ApiObject(app.node.findChild('agents'), 'broken', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: failing('no data') }) });
    }],
    ['when a stack cannot be rendered', (app) => {
      new NullResource(app.node.findChild('identities'), 'broken', { name: TerraformLazy.stringValue({ produce: failing('no name') }) });
    }],
  ])('%s: not even the folder', (_, spoil) => {
    const outdir = path.join(newFolder(), 'dist');
    const app = aProgram({ outdir });
    spoil(app);

    expect(() => app.synth()).toThrow(/theirs|no data|no name/);
    expect(fs.existsSync(outdir)).toBe(false);
  });

  function failing(message: string): () => never {
    return () => {
      throw new Error(message);
    };
  }
});

test('programs without Terraform never load cdktf', () => {
  let loaded: string[] = [];
  jest.isolateModules(() => {
    const library: Partial<Record<string, unknown>> = jest.requireActual('../lib');
    expect(library.ObservabilityApp).toBeDefined();
    loaded = Object.keys(require.cache);
  });

  expect(loaded).toContain(path.join(START, 'lib', 'observability-app.ts'));
  expect(loaded.filter((file) => /node_modules\/(@cdktf|cdktf|cdktn)\//.test(file))).toEqual([]);
});
