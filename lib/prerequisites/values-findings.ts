import { ChartValues } from './release-plan';
import { Finding } from '../validation';
import { SecretValue } from '../wiring';
import { isMapping } from '../wiring/mapping';

/** Whether a value stands for one that only Terraform knows, whatever its type. */
type IsToken = (value: unknown) => boolean;

/** Everything in the values of a chart that would not arrive as it was written, or that everybody could read. */
export function valuesFindings(values: ChartValues, isToken: IsToken): Finding[] {
  return findingsIn('values', values, isToken);
}

function findingsIn(path: string, value: unknown, isToken: IsToken): Finding[] {
  if (typeof value === 'string') {
    return textFindings(path, value);
  }
  if (isToken(value)) {
    return [tokenFinding(path)];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => findingsIn(`${path}[${index}]`, item, isToken));
  }
  if (isMapping(value)) {
    return Object.entries(value).flatMap(([key, item]) => [...textFindings(`a key of ${path}`, key), ...findingsIn(`${path}.${key}`, item, isToken)]);
  }
  return isScalar(value) ? [] : [value instanceof SecretValue ? secretFinding(path, value) : objectFinding(path, value)];
}

function isScalar(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** `${aws_iam_role.agent.arn}`, and the tokens of cdktf; what is written with two dollar or percent signs is text. */
const REFERENCE = /^\$\{[A-Za-z_][\w-]*((\.[\w-]+)|(\[(\d+|TOKEN\.\d+)\]))+\}/;

function textFindings(path: string, text: string): Finding[] {
  const openings = [...text.matchAll(/(?<![$%])[$%]\{/g)].map(({ index }) => text.slice(index));
  const [broken] = openings.filter((rest) => !REFERENCE.test(rest)).map((rest) => rest.slice(0, 20));
  return broken === undefined ? [] : [{
    what: `'${broken}' in ${path} is no reference of Terraform`,
    why: "Terraform takes every ${ and %{ for an expression of its own: 'terraform plan' would fail, or write something else",
    fix: `'${broken[0]}${broken}' if it is text; the asString of a new TerraformLocal(…) if it is an expression`,
  }];
}

function tokenFinding(path: string): Finding {
  return {
    what: `${path} is a number, a list or a map that only Terraform knows`,
    why: 'values are one text by the time that Terraform reads them, and it would become another text in it',
    fix: 'Token.asString(…) where the chart takes text; otherwise the values themselves',
  };
}

function secretFinding(path: string, { secretName, key }: SecretValue): Finding {
  return {
    what: `${path} is a SecretValue`,
    why: 'values stand in cdk.tf.json, in the state and in the release: a secret cannot be among them, and no reference to one would be resolved',
    fix: `the name '${secretName}' under the key with which the chart takes an existing Secret (and '${key}', if it asks for the key)`,
  };
}

function objectFinding(path: string, value: unknown): Finding {
  return {
    what: `${path} is ${typeof value === 'object' ? `a ${value?.constructor.name}` : String(value)}`,
    why: 'charts take text, numbers, booleans, lists and maps only, and it would arrive as something else',
    fix: "the text that the chart expects, for example '128Mi' or '30s'",
  };
}
