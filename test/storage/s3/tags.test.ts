import { requireTags } from '../../../lib/storage/s3/tags';

describe('tags', () => {
  test('may be as long and as many as AWS allows', () => {
    const many = Object.fromEntries([...Array(50).keys()].map((index) => [`tag-${index}`, '']));

    expect(() => requireTags('storage/metrics', { ...many })).not.toThrow();
    expect(() => requireTags('storage/metrics', { ['n'.repeat(128)]: 'v'.repeat(256) })).not.toThrow();
  });

  test('may have the prefix of AWS elsewhere in their name', () => {
    expect(() => requireTags('storage/metrics', { 'acme:aws:team': 'sre' })).not.toThrow();
  });

  test('fails on the prefix that AWS keeps for itself', () => {
    expect(() => requireTags('storage/metrics', { 'aws:team': 'sre' })).toThrow(
      "storage/metrics: tag 'aws:team' begins with aws:\n  why: AWS keeps this prefix for itself and refuses the tag\n  fix: tags: { 'team': 'sre' }\n",
    );
  });

  test.each([
    ['', 'value'],
    ['n'.repeat(129), 'value'],
    ['name', 'v'.repeat(257)],
  ])('fails on the tag %s: %s', (name, value) => {
    expect(() => requireTags('storage/metrics', { [name]: value })).toThrow(
      `storage/metrics: tag '${name}' has ${name.length} characters and its value ${value.length}\n`,
    );
  });

  test('fails on more than 50', () => {
    const tags = Object.fromEntries([...Array(51).keys()].map((index) => [`tag-${index}`, '']));

    expect(() => requireTags('storage/metrics', tags)).toThrow(/51 tags\n.*\n  fix: leave 1 of them out/);
  });
});
