import { CardinalityPolicy } from 'cdk8s-observability';

export const policy = new CardinalityPolicy({ dropLabels: ['x'] });
