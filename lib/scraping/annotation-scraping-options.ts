import { Duration } from 'cdk8s';
import { RelabelConfig } from '../policy';
import { ScrapeTier } from './scrape-tier';

/** Who is in a tier without an annotation that says so. */
export interface TierDefault {
  /** The tier. One that is not among `tiers` fails. */
  readonly tier: ScrapeTier;

  /**
   * The namespaces that it is for. A name that no namespace has fails. Neither these nor `labels` fails.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Labels that the pod, or the Service, must have. Neither these nor `namespaces` fails.
   *
   * @default - any
   */
  readonly labels?: { readonly [name: string]: string };
}

/** Which annotated objects are scraped, and how. */
export interface AnnotationScrapingOptions {
  /**
   * What the annotations begin with: `prometheus.io` for `prometheus.io/scrape`, `prometheus.io/port`, `prometheus.io/path`,
   * `prometheus.io/scheme`, `prometheus.io/param_<name>` and `prometheus.io/tier`. What is no prefix of annotations fails.
   *
   * @default 'prometheus.io'
   */
  readonly annotationPrefix?: string;

  /**
   * How often, for all alike. Zero fails, and so does it with `tiers`.
   *
   * @default Duration.minutes(1)
   */
  readonly scrapeInterval?: Duration;

  /**
   * How long a target may take. Longer than the interval fails, and so does it with `tiers`.
   *
   * @default - 10 seconds, or the interval when it is shorter
   */
  readonly scrapeTimeout?: Duration;

  /**
   * The tiers among which the annotation `prometheus.io/tier` chooses. There is a job for each; each target is in one of them, whatever its
   * annotation says, and keeps its label `job` when it changes its tier. Two of one name fail.
   *
   * @default - all are scraped alike
   */
  readonly tiers?: ScrapeTier[];

  /**
   * The tier of those that say nothing, or the name of none. One that is not among `tiers` fails.
   *
   * @default - ScrapeTier.NORMAL when it is among `tiers`, otherwise the first of them
   */
  readonly defaultTier?: ScrapeTier;

  /**
   * Other tiers for those that say nothing; the first that fits counts. Without `tiers` it fails.
   *
   * @default - `defaultTier` for all
   */
  readonly tierDefaults?: TierDefault[];

  /**
   * The namespaces in which they are. A name that no namespace has fails.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Labels that they must have, for example `team=shop`. What is no label selector fails.
   *
   * @default - any
   */
  readonly labelSelector?: string;

  /**
   * How many series a target may have; one with more counts as down.
   *
   * @default - any number
   */
  readonly sampleLimit?: number;

  /**
   * Whether any certificate will do for those with the scheme https: most of them have signed their own.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * What happens to series after they were scraped.
   *
   * @default - nothing
   */
  readonly metricRelabelConfigs?: RelabelConfig[];
}
