import * as fc from 'fast-check';
import { SecretValue } from '../../lib/wiring';

describe('a secret value', () => {
  test('can be read back by the names it was given', () => {
    expect(SecretValue.fromSecret('honeycomb', 'api-key', { prefix: 'Bearer ', variable: 'TEAM' })).toMatchObject({
      secretName: 'honeycomb', key: 'api-key', prefix: 'Bearer ', variable: 'TEAM',
    });
  });

  test('has no prefix and a variable named after Secret and key', () => {
    expect(SecretValue.fromSecret('honeycomb', 'api-key')).toMatchObject({ prefix: '', variable: 'HONEYCOMB_API_KEY' });
  });

  test.each([
    ['vendor.eu-1', 'tls.key', 'VENDOR_EU_1_TLS_KEY'],
    ['vendor', 'api_KEY', 'VENDOR_API_KEY'],
    ['a--b', 'c', 'A_B_C'],
  ])('of %s and %s travels in %s', (secretName, key, variable) => {
    expect(SecretValue.fromSecret(secretName, key).variable).toBe(variable);
  });

  test('has a variable that a collector can refer to, whatever its Secret is called', () => {
    const names = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
    const keys = fc.stringMatching(/^[a-zA-Z0-9][-._a-zA-Z0-9]{0,20}$/);
    fc.assert(fc.property(names, keys, (secretName, key) => {
      expect(SecretValue.fromSecret(secretName, key).variable).toMatch(/^[A-Z][A-Z0-9_]*$/);
    }));
  });

  test.each(['API_KEY', '_key', 'k8s'])('may travel in %s', (variable) => {
    expect(SecretValue.fromSecret('vendor', 'key', { variable }).variable).toBe(variable);
  });

  test.each(['API-KEY', '1KEY', '', 'API KEY', 'env:KEY', '${KEY}'])("fails in the variable '%s'", (variable) => {
    expect(() => SecretValue.fromSecret('vendor', 'key', { variable })).toThrow(
      `SecretValue.fromSecret: '${variable}' is not the name of an environment variable\n`
      + '  why: no program could read it\n'
      + "  fix: variable: 'API_KEY' (letters, digits and underscores, not beginning with a digit)\n",
    );
  });

  test('fails when a Secret that begins with a digit leaves the variable without a name', () => {
    expect(() => SecretValue.fromSecret('3scale', 'token')).toThrow("'3SCALE_TOKEN' is not the name of an environment variable");
    expect(SecretValue.fromSecret('3scale', 'token', { variable: 'TOKEN' }).secretName).toBe('3scale');
  });
});

describe('a key of a Secret', () => {
  test.each([
    ['honeycomb', 'api-key'],
    ['vendor.eu', 'tls.crt'],
    ['0', '_KEY'],
    ['honeycomb', '.dockerconfigjson'],
    ['honeycomb', 'k'.repeat(253)],
    ['a'.repeat(253), 'key'],
  ])('may be in %s under %s', (secretName, key) => {
    expect(SecretValue.fromSecret(secretName, key, { variable: 'KEY' })).toMatchObject({ secretName, key });
  });

  test.each(['Honeycomb', 'honey_comb', '-honeycomb', 'honeycomb-', '.honeycomb', 'honeycomb.', 'honey/comb', 'honey comb', 'honey..comb', 'honey-.comb', 'honey.-comb', '', 'a'.repeat(254)])(
    "fails in a Secret called '%s'", (name) => {
      expect(() => SecretValue.fromSecret(name, 'key')).toThrow(
        `SecretValue.fromSecret: '${name}' is not the name of a Secret or ConfigMap\n`
        + '  why: Kubernetes takes lower-case letters, digits, - and . only, beginning and ending with a letter or digit\n'
        + "  fix: use the name in metadata.name of the object, for example 'honeycomb'\n",
      );
    },
  );

  test.each(['api/key', 'api key', '', 'schlüssel', '$KEY', '.', '..', '..key', 'k'.repeat(254)])("fails under '%s'", (key) => {
    expect(() => SecretValue.fromSecret('vendor', key)).toThrow(
      `SecretValue.fromSecret: '${key}' is not a key of a Secret or ConfigMap\n`
      + '  why: Kubernetes takes letters, digits, -, _ and . only\n'
      + "  fix: use a key under data: of the object, for example 'api-key' (the value itself never belongs into a program)\n",
    );
  });
});
