import { bytesText, changeText, decimal, significant } from '../../../../lib/policy/simulate/report/number-text';

test('numbers have commas between thousands', () => expect([0, 999, 1000, 1234567].map(decimal)).toEqual(['0', '999', '1,000', '1,234,567']));

test('bytes have the largest unit that leaves a whole part', () => expect([0, 1023, 1024, 1536 * 1024, 5e15].map(bytesText)).toEqual(['0 B', '1,023 B', '1 KiB', '1.5 MiB', '4.44 PiB']));

test('changes have a sign', () => expect([changeText(4, 1), changeText(1, 2), changeText(1, 1), changeText(0, 0)]).toEqual(['-75.0 %', '+100.0 %', '0.0 %', '0.0 %']));

test('small numbers have three figures', () => expect([0.033333, 12.345, 99.99, 1234.5].map(significant)).toEqual(['0.0333', '12.3', '100', '1,235']));
