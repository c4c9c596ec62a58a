import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { App, Chart, Duration } from 'cdk8s';
import { Fn, TerraformElement, TerraformLocal, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { anApp, aRelease, aStack, synthesized, valuesIn, written } from './fixtures';
import { HelmRelease, SecretValue } from '../../lib';

describe('a release', () => {
  test('is rolled back when it does not become ready, for which Terraform waits', () => {
    const stack = aStack();
    aRelease(stack);

    expect(written(stack, 'reloader')).toEqual({
      name: 'reloader',
      namespace: 'tools',
      create_namespace: true,
      repository: 'https://charts.example.com',
      chart: 'reloader',
      version: '1.2.3',
      atomic: true,
      wait: true,
      timeout: 300,
    });
  });

  test('is installed as the program says', () => {
    const stack = aStack();
    aRelease(stack, 'reloader', { releaseName: 'other', createNamespace: false, wait: false, timeout: Duration.minutes(10) });

    expect(written(stack, 'reloader')).toMatchObject({ name: 'other', create_namespace: false, wait: false, atomic: false, timeout: 600 });
  });

  test('can be read back', () => {
    const stack = aStack();
    const first = aRelease(stack, 'first');
    const release = aRelease(stack, 'second', { after: [first], values: { replicas: 2 } });

    expect(release).toMatchObject({
      releaseName: 'second',
      chart: 'reloader',
      repository: 'https://charts.example.com',
      version: '1.2.3',
      namespace: 'tools',
      createNamespace: true,
      wait: true,
      atomic: true,
      values: { replicas: 2 },
    });
    expect(release.timeout.toSeconds()).toBe(300);
    expect(release.after).toEqual([first]);
  });

  test('gives its values to the chart as data, the same every time', () => {
    const values = { replicas: 2, args: ['--a', '1.10'], nested: { 'example.com/key': true, 'empty': null } };
    const [one, two] = [aStack(), aStack()];
    [one, two].forEach((stack) => aRelease(stack, 'reloader', { values }));

    expect(valuesIn(one, 'reloader')).toEqual(values);
    expect(written(one, 'reloader')).toEqual(written(two, 'reloader'));
  });

  test('may have references of Terraform among its values', () => {
    const stack = aStack();
    aRelease(stack, 'reloader', { values: { serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': '${aws_iam_role.reloader.arn}' } } } });

    expect(written(stack, 'reloader').values).toEqual(['{"serviceAccount":{"annotations":{"eks.amazonaws.com/role-arn":"${aws_iam_role.reloader.arn}"}}}']);
  });

  test('may have what cdktf computes among its values', () => {
    const stack = aStack();
    const role = new TerraformLocal(stack, 'role', Fn.join('/', ['arn', 'reloader']));
    aRelease(stack, 'reloader', { values: { role: role.asString } });

    expect(written(stack, 'reloader').values).toEqual(['{"role":"${local.role}"}']);
  });

  test('comes after others, whatever their scope', () => {
    const stack = aStack();
    const platform = new Construct(stack, 'platform');
    const first = new HelmRelease(platform, 'cert-manager', { chart: 'cert-manager', repository: 'oci://quay.io/jetstack/charts', version: '1.0.0', namespace: 'certs' });
    aRelease(stack, 'second', { after: [first] });

    expect(written(stack, 'second').depends_on).toEqual(['helm_release.platform_cert_manager']);
  });

  test('takes the overrides of cdktf', () => {
    const stack = aStack();
    const release = aRelease(stack);
    (release.node.findChild('release') as TerraformElement).addOverride('max_history', 5);

    expect(written(stack, 'reloader').max_history).toBe(5);
  });
});

describe('the provider', () => {
  test('is an empty one, which takes the cluster from the environment of whoever applies', () => {
    const stack = aStack();
    aRelease(stack);
    aRelease(stack, 'another');

    expect(synthesized(stack).provider).toEqual({ helm: [{}] });
    expect(synthesized(stack).terraform.required_providers.helm).toEqual({ source: 'hashicorp/helm', version: '>= 2.17.0, < 4.0.0' });
  });

  test.each(['before', 'after'])('is the one that the program makes %s the release', (when) => {
    const stack = aStack();
    const theirs = () => new HelmProvider(stack, 'helm', { kubernetes: { configPath: '~/.kube/config', configContext: 'prod' } });
    when === 'before' && theirs();
    aRelease(stack);
    when === 'after' && theirs();

    expect(synthesized(stack).provider).toEqual({ helm: [{ kubernetes: { config_path: '~/.kube/config', config_context: 'prod' } }] });
  });
});

describe('a mistake', () => {
  test('fails at once, with everything that is wrong with the release', () => {
    expect(() => aRelease(aStack(), 'reloader', { version: '^1.0.0', namespace: 'My Tools', values: { password: SecretValue.fromSecret('a', 'b') } }))
      .toThrow(/version '\^1\.0\.0'[^]*namespace 'My Tools'[^]*values\.password is a SecretValue/);
  });

  test('is a release outside a stack', () => {
    expect(() => new HelmRelease(new Chart(new App(), 'chart'), 'reloader', { chart: 'a', repository: 'https://a.example', version: '1.0.0', namespace: 'a' }))
      .toThrow(/chart\/reloader: a HelmRelease outside a TerraformStack[^]*new HelmRelease\(new TerraformStack\(app, 'prerequisites'\), 'reloader'/);
  });

  test('is a release after one of another stack', () => {
    const app = anApp();
    const first = aRelease(aStack(app, 'one'));
    expect(() => aRelease(aStack(app, 'two'), 'second', { after: [first] }))
      .toThrow(/two\/second: after names 'one\/reloader', which is in another stack/);
  });
});

describe('at synth', () => {
  test('two releases of one name in one namespace are a problem', () => {
    const app = anApp();
    const stack = aStack(app);
    aRelease(stack);
    aRelease(stack, 'again', { releaseName: 'reloader' });

    expect(() => app.synth()).toThrow(/prerequisites\/again: 'prerequisites\/reloader' installs the release 'reloader'/);
  });

  test('one name is no problem in two namespaces, nor in the clusters of two stacks', () => {
    const app = anApp();
    const stack = aStack(app);
    aRelease(stack);
    aRelease(stack, 'again', { releaseName: 'reloader', namespace: 'others' });
    aRelease(aStack(app, 'of-another-cluster'));

    expect(() => app.synth()).not.toThrow();
  });

  test('a stack without a backend is a problem', () => {
    const app = anApp();
    aRelease(new TerraformStack(app, 'prerequisites'));

    expect(() => app.synth()).toThrow(/prerequisites: the stack has no backend/);
  });
});
