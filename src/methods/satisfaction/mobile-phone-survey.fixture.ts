/** The models that published results exist for, on the survey of mobile-phone users. */
import { parseCsvTable } from '../csv-table.ts'
import { europeanModelText, mobilePhoneSurveyCsv } from './mobile-phone-survey.ts'
import type { StructuralModel } from './structural-model.ts'
import { parseStructuralModel } from './structural-model.ts'
import type { SurveyAnswers } from './survey-answers.ts'
import { surveyAnswers } from './survey-answers.ts'

/** The 250 respondents. */
export function mobilePhoneSurvey(): SurveyAnswers {
  const table = parseCsvTable(mobilePhoneSurveyCsv)
  return surveyAnswers(
    table.columns,
    table.rows.map((row) => table.columns.map((column) => Number(row[column]))),
  )
}

/** The full European model, all blocks mode A. */
export const europeanModel: StructuralModel = parseStructuralModel(europeanModelText)

/** Image, Expectation, Value act on Satisfaction; Value in mode `valueMode`. */
export function smallModel(valueMode: 'A' | 'B'): StructuralModel {
  return parseStructuralModel(
    `Image=IMAG1+IMAG2+IMAG3+IMAG4+IMAG5; Expectation=CUEX1+CUEX2+CUEX3; Value${valueMode === 'B' ? '~' : '='}PERV1+PERV2;
     Satisfaction=CUSA1+CUSA2+CUSA3; Image>Satisfaction; Expectation>Satisfaction; Value>Satisfaction`,
  )
}
