import { Provocations } from '../provocation';

export const SAMPLING: Provocations = {
  room: 'Sampling policies',
  page: 'sampling-policy.md',
  provocations: [
    {
      title: 'Are all errors kept behind a head?',
      program: `
          new SamplingPolicy({
            rules: [{ name: 'errors', when: SamplingCondition.error() }],
            otherwise: 10,
        -   head: { percent: 20 },
        +   head: { percent: 20, rulesSeeTheRest: true },
          });
      `,
      error: `SamplingPolicy: head keeps 20 percent, and 'errors' keeps everything
  why: of what the head leaves: 80 percent of those traces are gone before any rule sees them
  fix: no head; or head.rulesSeeTheRest: true, when that is meant`,
      otherwise: [['head: { percent: 20 },', '']],
    },
    {
      title: 'Why does no trace come to a rule?',
      program: `
          new SamplingPolicy({
            rules: [
        -     { name: 'shop', when: SamplingCondition.service(['shop']), percent: 5 },
        -     { name: 'failed-sales', when: SamplingCondition.allOf([SamplingCondition.service(['shop']), SamplingCondition.error()]) },
        +     { name: 'failed-sales', when: SamplingCondition.allOf([SamplingCondition.service(['shop']), SamplingCondition.error()]) },
        +     { name: 'shop', when: SamplingCondition.service(['shop']), percent: 5 },
            ],
          });
      `,
      error: `SamplingPolicy: no trace comes to the rule 'failed-sales': 'shop' is before it and about all that it is about
  why: the first rule that is about a trace decides
  fix: 'failed-sales' before 'shop', or leave it out`,
    },
    {
      title: 'Which conditions in OTTL are there?',
      program: `
          new SamplingPolicy({
        -   rules: [{ name: 'redis', when: SamplingCondition.ottl('span.attributes["db.system"] = "redis"'), percent: 1 }],
        +   rules: [{ name: 'redis', when: SamplingCondition.ottl('span.attributes["db.system"] == "redis"'), percent: 1 }],
          });
      `,
      error: `SamplingPolicy: rules[0] 'redis' has a condition in OTTL that has =, where OTTL has ==: 'span.attributes["db.system"] = "redis"'
  why: the collector does not start with it
  fix: SamplingCondition.ottl('span.attributes["db.system"] == "redis"')`,
    },
    {
      title: 'Why are slow traces not found?',
      program: `
          const policy = SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(45), percent: 5 });
        - SamplingProcessors.tail(policy);
        + SamplingProcessors.tail(policy, { decisionWait: Duration.seconds(55) });
      `,
      error: `SamplingProcessors: the rule 'slow' asks for traces slower than 45000 ms, and decisionWait is 30000 ms
  why: they are decided about before their last spans are there, so that they do not look slow
  fix: decisionWait: Duration.seconds(55), or slowerThan below it`,
    },
    {
      title: 'Can a rule with a budget have a condition of several ways?',
      program: `
          new SamplingPolicy({
            rules: [
        -     { name: 'odd', when: SamplingCondition.anyOf([SamplingCondition.error(), SamplingCondition.spanCount({ atLeast: 500 })]), spansPerSecond: 200 },
        +     { name: 'errors', when: SamplingCondition.error(), spansPerSecond: 150 },
        +     { name: 'large', when: SamplingCondition.spanCount({ atLeast: 500 }), spansPerSecond: 50 },
            ],
          });
      `,
      error: `SamplingPolicy: the rule 'odd' has spansPerSecond, and 2 policies ask its condition
  why: each of them would have the budget for itself, and a trace that several sample would be counted by all
  fix: a rule for each part of the condition of 'odd', with its part of 200`,
    },
    {
      title: 'What is a latency of zero?',
      program: `
          new SamplingPolicy({
        -   rules: [{ name: 'slow', when: SamplingCondition.slowerThan(Duration.millis(0)) }],
        +   rules: [{ name: 'slow', when: SamplingCondition.slowerThan(Duration.millis(1000)) }],
            otherwise: 10,
          });
      `,
      error: `SamplingPolicy: rules[0] 'slow' asks for traces slower than 0 ms
  why: nearly every trace is
  fix: slowerThan(Duration.millis(1000))`,
    },
  ],
};
