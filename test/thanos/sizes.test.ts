import { Size } from 'cdk8s';
import { thanosSize } from '../../lib/thanos/sizes';

test.each([
  ['250MiB', Size.mebibytes(250)],
  ['2GiB', Size.gibibytes(2)],
  ['1536MiB', Size.gibibytes(1.5)],
  ['16KiB', Size.kibibytes(16)],
])('a size is in units of 1024: %s', (text, size) => {
  expect(thanosSize(size)).toBe(text);
});
