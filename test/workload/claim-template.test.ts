import { Size } from 'cdk8s';
import { claimFindings, claimTemplate } from '../../lib/workload/claim-template';

describe('the volume of each replica', () => {
  test('is of the class of the cluster, unless the program says another', () => {
    const claim = { name: 'data', labels: {}, size: Size.gibibytes(10) };
    expect(claimTemplate(claim).spec).not.toHaveProperty('storageClassName');
    expect(claimTemplate({ ...claim, storageClassName: 'gp3' }).spec).toMatchObject({ accessModes: ['ReadWriteOnce'], storageClassName: 'gp3' });
  });

  test('has a size, and a class that can be one', () => {
    expect(claimFindings({ size: Size.gibibytes(1) })).toEqual([]);
    expect(claimFindings({ size: Size.kibibytes(1), storageClassName: 'fast.example.com' })).toEqual([]);
    expect(claimFindings({ size: Size.gibibytes(0), storageClassName: 'GP3 fast' }, 'queueVolume')).toMatchObject([
      { what: 'queueVolume is 0 MiB', fix: 'queueVolume: Size.gibibytes(10)' }, { what: "storageClassName 'GP3 fast' is not the name of a StorageClass" },
    ]);
  });
});
