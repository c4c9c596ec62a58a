/** A module as users give it to the command. */
import { CardinalityPolicy } from 'cdk8s-observability';

export const policy = new CardinalityPolicy({ dropMetrics: ['b'] });
