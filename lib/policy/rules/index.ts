export * from './alert-rule';
export * from './alert-rule-props';
export * from './recording-rule';
export * from './rule';
export * from './rule-group';
export * from './rule-group-props';
