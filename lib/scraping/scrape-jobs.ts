import { annotatedPods } from './annotated-pods';
import { annotatedServices } from './annotated-services';
import { AnnotationScrapingOptions } from './annotation-scraping-options';
import { apiServers } from './api-server';
import { cadvisor, kubelet, KubeletScrapingOptions } from './kubelet';
import { ScrapeConfig, ScrapeOptions } from './scrape-config';
import { selectedEndpoints, selectedPods, TargetSelection } from './selected-targets';

const CALLER = 'ScrapeJobs';

/**
 * Scrape jobs that most clusters have, as values: for a Prometheus, for collectors, for a Target Allocator. What they may read of the Kubernetes
 * API follows from them.
 *
 * Each finds its targets in the whole cluster. Where every replica scrapes what it finds, one replica is enough, or one pod on each node that looks
 * at its own node only (`CollectorDaemonSet`).
 */
export class ScrapeJobs {
  /**
   * Pods that are annotated with `prometheus.io/scrape: "true"`: one job, or one for each tier.
   *
   * A pod with the annotation `port` is one target there, whatever ports its containers declare; without it every TCP port that a container
   * declares is a target. Init containers and pods that have ended are left out.
   *
   * @param options which, and how
   */
  public static annotatedPods(options: AnnotationScrapingOptions = {}): ScrapeConfig[] {
    return annotatedPods(CALLER, options);
  }

  /**
   * What is behind Services that are annotated with `prometheus.io/scrape: "true"`: one job, or one for each tier. A pod that is annotated too
   * is scraped twice, under two names of jobs.
   *
   * @param options which, and how
   */
  public static annotatedServices(options: AnnotationScrapingOptions = {}): ScrapeConfig[] {
    return annotatedServices(CALLER, options);
  }

  /**
   * Pods by their labels, at the ports that their containers declare.
   *
   * @param selection which, and how
   */
  public static pods(selection: TargetSelection): ScrapeConfig {
    return selectedPods(CALLER, selection);
  }

  /**
   * What is behind Services by their labels, ready or not.
   *
   * @param selection which, and how
   */
  public static endpoints(selection: TargetSelection): ScrapeConfig {
    return selectedEndpoints(CALLER, selection);
  }

  /**
   * What kubelets say of themselves, under the name `kubelet` that dashboards and alerts of Kubernetes look for.
   *
   * @param options how
   */
  public static kubelet(options: KubeletScrapingOptions = {}): ScrapeConfig {
    return kubelet(options);
  }

  /**
   * What cAdvisor in kubelets knows of containers, under the name `cadvisor` that dashboards and alerts of Kubernetes look for.
   *
   * @param options how
   */
  public static cadvisor(options: KubeletScrapingOptions = {}): ScrapeConfig {
    return cadvisor(options);
  }

  /**
   * The API servers, under the name `kube-apiserver` that dashboards and alerts of Kubernetes look for. They have some ten thousand series each, most of them buckets:
   * a `CardinalityPolicy` pays.
   *
   * @param options how
   */
  public static apiServers(options: ScrapeOptions = {}): ScrapeConfig {
    return apiServers(options);
  }

  private constructor() {}
}
