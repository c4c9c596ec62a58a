import { ReportFigures } from './report-figures';
import { Problem } from '../../../validation';

export function reportHtml(figures: ReportFigures, problems: readonly Problem[]): string {
  return JSON.stringify([figures, problems]);
}
