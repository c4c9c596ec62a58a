import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import {
  amountOfQuantity, bytesOf, cpuQuantity, mebibytesOf, quantity, readableBytes, readableSize, sizeQuantity,
} from '../../lib/kubernetes/quantities';

const KIB = 1024;
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Sizes of any unit, up to 8 PiB: beyond it a number cannot hold every byte. */
const SIZES = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 31 }).map((amount) => ({ size: Size.kibibytes(amount), bytes: amount * KIB })),
  fc.integer({ min: 0, max: 2 ** 31 }).map((amount) => ({ size: Size.mebibytes(amount), bytes: amount * MIB })),
  fc.integer({ min: 0, max: 2 ** 22 }).map((amount) => ({ size: Size.gibibytes(amount), bytes: amount * GIB })),
  fc.integer({ min: 0, max: 2 ** 12 }).map((amount) => ({ size: Size.tebibytes(amount), bytes: amount * GIB * 1024 })),
);

describe('a size', () => {
  test.each<[Size, string]>([
    [Size.gibibytes(4), '4Gi'],
    [Size.gibibytes(1.5), '1536Mi'],
    [Size.mebibytes(1024), '1Gi'],
    [Size.tebibytes(2), '2Ti'],
    [Size.gibibytes(1536), '1536Gi'],
    [Size.mebibytes(256), '256Mi'],
    [Size.kibibytes(2048), '2Mi'],
    [Size.kibibytes(1536), '1536Ki'],
    [Size.mebibytes(0.5), '512Ki'],
    [Size.kibibytes(0), '0Mi'],
  ])('%j is the quantity %s', (size, text) => {
    expect(sizeQuantity(size)).toBe(text);
  });

  test('is a quantity of as many bytes', () => {
    fc.assert(fc.property(SIZES, ({ size, bytes }) => {
      expect(amountOfQuantity(sizeQuantity(size))).toBe(bytes);
      expect(bytesOf(size)).toBe(bytes);
    }));
  });

  test('is a quantity in Ki or Mi only where the next unit would not keep it whole', () => {
    fc.assert(fc.property(SIZES.filter(({ bytes }) => bytes > 0), ({ size, bytes }) => {
      const unit = sizeQuantity(size).replace(/^\d+/, '');
      expect(unit === 'Ki').toBe(bytes % MIB !== 0);
      expect(unit === 'Mi').toBe(bytes % MIB === 0 && bytes % GIB !== 0);
    }));
  });

  test('of part of a unit is rounded down, never up', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 2 ** 20, noNaN: true }), (gibibytes) => {
      const size = Size.gibibytes(gibibytes);
      expect(bytesOf(size)).toBeLessThanOrEqual(gibibytes * GIB);
      expect(bytesOf(size)).toBeGreaterThan(gibibytes * GIB - KIB);
      expect(amountOfQuantity(sizeQuantity(size))).toBe(bytesOf(size));
      expect(mebibytesOf(size)).toBe(Math.floor(gibibytes * 1024));
    }));
  });

  test.each<[Size, string]>([
    [Size.gibibytes(14.5), '14.5 GiB'],
    [Size.gibibytes(16), '16 GiB'],
    [Size.gibibytes(1), '1 GiB'],
    [Size.mebibytes(1024), '1 GiB'],
    [Size.mebibytes(512), '512 MiB'],
    [Size.mebibytes(1600), '1.6 GiB'],
    [Size.kibibytes(1536), '1.5 MiB'],
    [Size.kibibytes(0), '0 MiB'],
  ])('%j is read as %s', (size, text) => {
    expect(readableSize(size)).toBe(text);
  });
});

describe('bytes', () => {
  test.each([
    [14.5 * GIB, '14.5 GiB'],
    [512 * MIB, '512 MiB'],
    [GIB, '1 GiB'],
    [0, '0 MiB'],
  ])('%d are read as %s', (bytes, text) => {
    expect(readableBytes(bytes)).toBe(text);
  });

  test('are read like the size that they are', () => {
    fc.assert(fc.property(SIZES, ({ size, bytes }) => {
      expect(readableBytes(bytes)).toBe(readableSize(size));
    }));
  });
});

describe('cores', () => {
  test.each([
    [0.5, '500m'],
    [2, '2'],
    [1.25, '1250m'],
    [0.001, '1m'],
    [0.1 + 0.2, '300m'],
    [1.9999, '2'],
    [0.0004, '1m'],
    [0, '0'],
  ])('%d are the quantity %s', (cores, text) => {
    expect(cpuQuantity(cores)).toBe(text);
  });

  test('are a quantity of as many thousandths', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (milli) => {
      expect(amountOfQuantity(cpuQuantity(milli / 1000))).toBeCloseTo(milli / 1000, 6);
    }));
  });
});

describe('a quantity', () => {
  test('is passed to Kubernetes as it stands', () => {
    expect(quantity('1536Mi').value).toBe('1536Mi');
  });

  test.each<[string | number, number]>([
    ['4Gi', 4 * GIB],
    ['1536Mi', 1536 * MIB],
    ['512Ki', 512 * KIB],
    ['2Ti', 2048 * GIB],
    ['1Pi', 1024 ** 5],
    ['128974848', 128974848],
    ['129M', 129e6],
    ['129e6', 129e6],
    ['5k', 5000],
    ['1G', 1e9],
    ['1T', 1e12],
    ['1P', 1e15],
    ['0.5', 0.5],
    ['1.5Gi', 1.5 * GIB],
    ['500m', 0.5],
    ['128974848000m', 128974848],
    ['0', 0],
    [1024, 1024],
    ['1E', 1e18],
    ['1Ei', 1024 ** 6],
    ['129E6', 129e6],
    ['5e-1', 0.5],
    ['1e+3', 1000],
    ['+1', 1],
    ['500000u', 0.5],
    ['500000000n', 0.5],
  ])('%s is the amount %d', (text, amount) => {
    expect(amountOfQuantity(text)).toBe(amount);
  });

  test.each([['Gi'], [''], ['1.2.3'], ['.'], ['1e'], ['4 Gi'], ['4GiB'], ['4GB'], ['4gi'], ['4K'], ['many'], ['-4Gi'], [undefined], [null], [true], [{}], [['4Gi']]])('is no amount as %j', (text) => {
    expect(amountOfQuantity(text)).toBeUndefined();
  });
});
