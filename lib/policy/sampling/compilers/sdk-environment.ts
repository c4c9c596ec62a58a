import { SamplingPlan } from '../sampling-plan';

/** A variable of a container. */
export interface SamplingVariable {
  /** Its name. */
  readonly name: string;

  /** Its value. */
  readonly value: string;
}

/**
 * The head of a policy as every SDK of OpenTelemetry reads it: whoever begins a trace decides, and all others follow.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration
 */
export function sdkEnvironment({ head }: SamplingPlan): SamplingVariable[] {
  return head === undefined || head.percent === 100 ? [{ name: 'OTEL_TRACES_SAMPLER', value: 'parentbased_always_on' }] : [
    { name: 'OTEL_TRACES_SAMPLER', value: 'parentbased_traceidratio' },
    // as a fraction, without what binary numbers add: 33.3 / 100 is 0.33299999999999996
    { name: 'OTEL_TRACES_SAMPLER_ARG', value: String(Number((head.percent / 100).toPrecision(12))) },
  ];
}
