import { Duration } from 'cdk8s';
import {
  HostnameSource, ResourceDetectionProcessor, ResourceDetectionProcessorProps, ResourceDetector,
} from '../../../../lib/collector/components/processors/resource-detection-processor';
import { problemOf, rendered, TESTED } from '../../documents';

const NODE_NAME = { name: 'NODE_NAME', fieldPath: 'spec.nodeName' };
const METADATA = { port: 80 };

function reads(apiGroup: string, ...resources: string[]): object {
  return { apiGroups: [apiGroup], resources, verbs: ['get'] };
}

describe('the resource detection processor', () => {
  test('adds what is not there yet', () => {
    expect(rendered(new ResourceDetectionProcessor({ detectors: [ResourceDetector.ENV] }))).toEqual({ detectors: ['env'], override: false, timeout: '5s' });
  });

  test('does everything as it is told', () => {
    const processor = new ResourceDetectionProcessor({
      name: 'host',
      detectors: [ResourceDetector.SYSTEM, ResourceDetector.EKS],
      override: true,
      timeout: Duration.seconds(2),
      hostnameSources: [HostnameSource.OS, HostnameSource.DNS],
    });

    expect(rendered(processor)).toEqual({
      detectors: ['system', 'eks'],
      override: true,
      timeout: '2s',
      eks: { node_from_env_var: 'NODE_NAME' },
      system: { hostname_sources: ['os', 'dns'] },
    });
    expect(processor._id(TESTED)).toBe('resource_detection/host');
    expect(processor.detectors).toEqual(['system', 'eks']);
  });

  test.each([
    ['0.154.0', 'k8s_api'],
    ['0.153.0', 'k8snode'],
  ])('tells collector %s that %s knows the node', (collectorVersion, detector) => {
    expect(rendered(new ResourceDetectionProcessor({ detectors: [ResourceDetector.K8S_API] }), { collectorVersion })).toEqual({
      detectors: [detector],
      override: false,
      timeout: '5s',
      [detector]: { auth_type: 'serviceAccount', node_from_env_var: 'NODE_NAME' },
    });
  });

  test.each<[ResourceDetector, object]>([
    [ResourceDetector.ENV, { variables: [], clusterRules: [], egress: [] }],
    [ResourceDetector.SYSTEM, { variables: [], clusterRules: [], egress: [] }],
    [ResourceDetector.K8S_API, { variables: [NODE_NAME], clusterRules: [reads('', 'nodes'), reads('', 'namespaces')], egress: [] }],
    [ResourceDetector.EKS, { variables: [NODE_NAME], clusterRules: [reads('', 'nodes')], egress: [METADATA, { port: 443 }] }],
    [ResourceDetector.EC2, { variables: [], clusterRules: [], egress: [METADATA] }],
    [ResourceDetector.AKS, { variables: [], clusterRules: [], egress: [METADATA] }],
    [ResourceDetector.AZURE, { variables: [], clusterRules: [], egress: [METADATA] }],
    [ResourceDetector.GCP, { variables: [], clusterRules: [], egress: [METADATA] }],
    [
      ResourceDetector.OPENSHIFT,
      { variables: [], clusterRules: [reads('config.openshift.io', 'infrastructures/status')], egress: [] },
    ],
  ])('needs for %s what it looks at', (detector, needs) => {
    expect(new ResourceDetectionProcessor({ detectors: [detector] })._needs()).toEqual(needs);
  });

  test.each<[Partial<ResourceDetectionProcessorProps>, string]>([
    [{ detectors: [] }, 'detectors is empty'],
    [{ detectors: [ResourceDetector.ENV, ResourceDetector.ENV] }, "detectors has 'env' twice"],
    [{ timeout: Duration.seconds(0) }, 'timeout is 0'],
    [{ hostnameSources: [] }, 'hostnameSources is empty'],
    [{ hostnameSources: [HostnameSource.OS] }, 'hostnameSources without ResourceDetector.SYSTEM'],
  ])('fails at %j', (props, what) => {
    expect(problemOf(() => new ResourceDetectionProcessor({ detectors: [ResourceDetector.ENV], ...props }))).toMatchObject({
      path: 'ResourceDetectionProcessor',
      what,
    });
  });
});
