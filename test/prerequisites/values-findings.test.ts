import { Duration, Lazy, Size } from 'cdk8s';
import { Fn, TerraformLocal, Token } from 'cdktf';
import { aStack } from './fixtures';
import { SecretValue } from '../../lib';
import { valuesFindings } from '../../lib/prerequisites/values-findings';

function findings(values: { readonly [key: string]: unknown }) {
  return valuesFindings(values, (value) => Token.isUnresolved(value));
}

test('text, numbers, booleans, null, lists and maps are values', () => {
  expect(findings({ text: 'a', number: 1.5, boolean: false, nothing: null, left: undefined, list: ['a', { b: [1] }], map: { a: {} } })).toEqual([]);
});

describe('a reference of Terraform', () => {
  test.each([
    '${aws_iam_role.agent.arn}', 'arn:${var.partition}:iam', '${module.vpc.zones[0]}', '${data.aws_region.current.name}/${local.zone}', '$${POD_IP}', '%%{if}', '$5', '$(POD_IP)',
  ])('or plain text may stand in text: %s', (text) => {
    expect(findings({ text })).toEqual([]);
  });

  test('may come from cdktf', () => {
    const stack = aStack();
    const local = new TerraformLocal(stack, 'role', 'arn');
    expect(findings({ name: Token.asString(Fn.join(':', ['a'])), role: local.asString })).toEqual([]);
  });

  test.each([['${POD_IP}', '$${POD_IP}'], ['${env:POD_IP}:4317', '$${env:POD_IP}:4317'], ['%{if true}', '%%{if true}'], ['a ${split(":", local.a)}', '$${split(":", local.a)}']])(
    'is not %s, which Terraform would take for one', (text, mended) => {
      const [finding, ...others] = findings({ config: { list: [text] } });
      expect(others).toEqual([]);
      expect(finding.what).toMatch(/ in values\.config\.list\[0\] is no reference of Terraform$/);
      expect(finding.fix.startsWith(`'${mended.slice(0, 21)}' if it is text`)).toBe(true);
      expect(findings({ text: mended })).toEqual([]);
    });

  test('is looked for in keys too', () => {
    expect(findings({ annotations: { 'a/${b}': 'c' } })).toMatchObject([{ what: "'${b}' in a key of values.annotations is no reference of Terraform" }]);
  });

  test.each([
    ['a number', () => Token.asNumber('${var.replicas}')],
    ['a list', () => Token.asList('${var.zones}')],
    ['a resolvable', () => Fn.toset(['a'])],
  ])('is text, not %s', (_, value) => {
    expect(findings({ value: value() })).toMatchObject([{ what: 'values.value is a number, a list or a map that only Terraform knows' }]);
  });
});

test('a secret does not become a value, and the error names its Secret', () => {
  expect(findings({ grafana: { password: SecretValue.fromSecret('grafana', 'admin-password') } })).toMatchObject([{
    what: 'values.grafana.password is a SecretValue',
    fix: "the name 'grafana' under the key with which the chart takes an existing Secret (and 'admin-password', if it asks for the key)",
  }]);
});

test.each([
  ['a Size', Size.mebibytes(128)], ['a Duration', Duration.seconds(30)], ['a Map', new Map()], ['a Lazy', Lazy.any({ produce: () => 1 })], ['NaN', NaN], ['Infinity', Infinity],
])('%s is no value', (name, value) => {
  expect(findings({ list: [value] })).toMatchObject([{ what: `values.list[0] is ${name}` }]);
});

test('everything that is wrong is said at once', () => {
  expect(findings({ a: '${x}', b: NaN, c: SecretValue.fromSecret('a', 'b') })).toHaveLength(3);
});
