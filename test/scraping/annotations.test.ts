import { discoveredPod, jobWith, targetsOf } from './discovered';
import { annotationLabel, askedFor, labelName, requestRules } from '../../lib/scraping/annotations';
import { problemOf } from '../collector/documents';

const POD = { meta: '__meta_kubernetes_pod', caller: 'podScraping' };
const ANNOTATION = annotationLabel(POD);
const urlOf = (annotations: Record<string, string>) => targetsOf([jobWith(requestRules(ANNOTATION))], discoveredPod(annotations))[0]!.url;

describe('annotations', () => {
  test('have the names that discovery gives them', () => {
    expect(annotationLabel(POD)).toBe('__meta_kubernetes_pod_annotation_prometheus_io');
    expect(annotationLabel(POD, 'metrics.acme-corp.io')).toBe('__meta_kubernetes_pod_annotation_metrics_acme_corp_io');
    expect(labelName('app.kubernetes.io/name')).toBe('app_kubernetes_io_name');
  });

  test.each(['acme.io/', '-acme', '', 'a b'])("with the prefix '%s' are none", (prefix) => {
    expect(problemOf(() => annotationLabel(POD, prefix))).toMatchObject({
      path: 'podScraping', what: `annotationPrefix '${prefix}' is not the prefix of an annotation`,
    });
  });

  test('ask for it in one way', () => {
    const asked = (scrape: string) => targetsOf([jobWith([askedFor(ANNOTATION)])], discoveredPod({ scrape })).length;
    expect([asked('true'), asked('false'), asked('True'), asked('')]).toEqual([1, 0, 0, 0]);
  });

  test('say how a target is asked', () => {
    expect(urlOf({})).toBe('http://10.0.0.7:8080/metrics');
    expect(urlOf({ scheme: 'https', path: '/actuator/prometheus' })).toBe('https://10.0.0.7:8080/actuator/prometheus');
    expect(urlOf({ path: 'stats' })).toBe('http://10.0.0.7:8080/stats');
    expect(urlOf({ scheme: 'gopher' })).toBe('http://10.0.0.7:8080/metrics');
  });

  test('say with which parameters', () => {
    expect(urlOf({ param_module: 'http_2xx', param_target: 'shop.example/a?b' })).toBe('http://10.0.0.7:8080/metrics?module=http_2xx&target=shop.example%2Fa%3Fb');
  });
});
