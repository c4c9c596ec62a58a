/** What this library says of expressions of LogQL, held against the Loki that would evaluate them. */
import { expressions, LEFT_TO_LOKI } from './expressions';
import { metricFaults } from '../../../lib/loki/rules/logql/logql';

type Answer = { readonly expr: string; readonly refusal?: string };

/** What is refused at synth: expressions are judged by it here, so that a careless one can be put in its place. */
export type Judging = (expr: string) => readonly string[];

async function answerOf(url: string, expr: string): Promise<Answer> {
  const headers = { 'X-Scope-OrgID': 'payments' };
  const asked = `query=${encodeURIComponent(expr)}`;
  for (const path of ['format_query', 'query']) {
    const answer = await fetch(`${url}/loki/api/v1/${path}?${asked}`, { headers });
    const text = (await answer.text()).trim();
    if (answer.status === 400) {
      return { expr, refusal: text };
    }
    if (!answer.ok) {
      throw new Error(`'${expr}' is answered by ${answer.status}: ${text}`);
    }
  }
  return { expr };
}

function differences(answers: readonly Answer[], judging: Judging): string[] {
  return answers.flatMap(({ expr, refusal }) => {
    const [fault] = judging(expr);
    return (fault === undefined) === (refusal === undefined) ? [] : [fault === undefined ? `Loki refuses '${expr}': ${refusal}` : `Loki takes '${expr}', ${fault}`];
  });
}

/** What differs; and a judging that never finds anything, or always, must differ often. */
export async function complaintsOnLogql(url: string): Promise<string[]> {
  const answers: Answer[] = [];
  for (const expr of expressions()) {
    answers.push(await answerOf(url, expr));
  }
  const left = await Promise.all(LEFT_TO_LOKI.map((expr) => answerOf(url, expr)));
  const careless: readonly (readonly [what: string, Judging])[] = [['nothing', () => []], ['everything', () => ['which is refused']]];
  return [
    ...differences(answers, metricFaults).slice(0, 10),
    ...left.filter(({ refusal }) => refusal === undefined).map(({ expr }) => `Loki takes '${expr}', which was left to it to refuse`),
    ...careless.filter(([, judging]) => differences(answers, judging).length < answers.length / 5).map(([what]) => `to refuse ${what} differs from Loki too seldom`),
  ];
}
