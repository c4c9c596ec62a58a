import { fail } from '../../validation';

/** Tags of a resource. */
type Tags = { readonly [name: string]: string };

/** Nothing rather than an empty map. */
export function tagsOf(tags: Tags): Tags | undefined {
  return Object.keys(tags).length > 0 ? tags : undefined;
}

/**
 * Fails on tags that S3 refuses.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
 */
export function requireTags(path: string, tags: Tags): void {
  const entries = Object.entries(tags);
  if (entries.length > 50) {
    fail(path, { what: `${entries.length} tags`, why: 'a bucket takes at most 50', fix: `leave ${entries.length - 50} of them out` });
  }
  for (const [name, value] of entries) {
    if (/^aws:/i.test(name)) {
      fail(path, {
        what: `tag '${name}' begins with aws:`,
        why: 'AWS keeps this prefix for itself and refuses the tag',
        fix: `tags: { '${name.slice('aws:'.length)}': '${value}' }`,
      });
    }
    if (name.length === 0 || name.length > 128 || value.length > 256) {
      fail(path, {
        what: `tag '${name}' has ${name.length} characters and its value ${value.length}`,
        why: 'AWS takes names of 1 to 128 characters and values of at most 256',
        fix: 'a shorter name or value',
      });
    }
  }
}
