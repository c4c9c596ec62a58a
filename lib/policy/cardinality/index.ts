export * from './cardinality-policy';
export * from './cardinality-policy-props';
