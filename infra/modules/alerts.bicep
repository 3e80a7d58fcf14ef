// Alerts on what the app says about itself (src/FaceFunctions/Telemetry/TelemetryNames.cs) and on undelivered events; tests hold the queries to those names.
import { tagSet } from 'types.bicep'

param namePrefix string
param location string
param tags tagSet
param workspaceId string
param topicId string
param emails string[]

@description('Milliseconds that 19 of 20 identifications must not exceed.')
@minValue(1)
param identifyP95Ms int

@description('Failed enrolments within 15 minutes that are still no reason for a message.')
@minValue(0)
param toleratedFailures int

@description('Requests answered with 5xx, and failed triggers, within 15 minutes that are still no reason for a message.')
@minValue(0)
param toleratedServerErrors int

type logAlert = {
  name: string
  title: string
  description: string
  severity: 0 | 1 | 2 | 3 | 4

  @description('Gives one row with the number in the column Value.')
  query: string
  operator: 'GreaterThan' | 'LessThan'
  threshold: int

  @description('How far a look goes back, as an ISO 8601 duration.')
  window: string
}

var alerts logAlert[] = [
  {
    name: 'poison'
    title: 'Photos were given up on'
    description: 'The Functions host tried a photo five times and left a message about it. See docs/operations.md, "Poison messages".'
    severity: 2
    query: '''
      AppMetrics
      | where AppRoleName == 'facefunctions' and Name == 'facefunctions.poison.messages'
      | summarize Value = max(Max)
      '''
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'failed-enrollments'
    title: 'Photos cannot be enrolled'
    description: 'The analysis of photos fails in a way that trying again does not heal, or the reconcile pass cannot work on them.'
    severity: 2
    query: '''
      AppMetrics
      | where AppRoleName == 'facefunctions'
      | where (Name == 'facefunctions.enrollments' and tostring(Properties['outcome']) == 'failed') or Name == 'facefunctions.reconcile.failures'
      | summarize Value = sum(Sum)
      '''
    operator: 'GreaterThan'
    threshold: toleratedFailures
    window: 'PT15M'
  }
  {
    name: 'slow-identify'
    title: 'Identifying people is slow'
    description: 'The 95th percentile of the duration of identify, cold starts included.'
    severity: 3
    query: '''
      AppRequests
      | where AppRoleName == 'facefunctions' and Name in ('GET /api/identify', 'POST /api/identify')
      | summarize Value = percentile(DurationMs, 95)
      '''
    operator: 'GreaterThan'
    threshold: identifyP95Ms
    window: 'PT15M'
  }
  {
    name: 'server-errors'
    title: 'Requests or triggers fail'
    description: 'Requests that the app answered with 5xx, and uploads and timer runs that failed and are tried again: a fault of its own, or storage that is away.'
    severity: 1
    query: '''
      AppRequests
      | where AppRoleName == 'facefunctions' and Success == false
      | where toint(ResultCode) >= 500 or Name in ('EnrollPhoto', 'IdentifyPhoto', 'Reconcile', 'Snapshot')
      | summarize Value = count()
      '''
    operator: 'GreaterThan'
    threshold: toleratedServerErrors
    window: 'PT15M'
  }
  {
    name: 'silence'
    title: 'The app does not run'
    description: 'The reconcile pass runs every five minutes; none was heard of. The app does not start, does not reach Application Insights, or the Functions host is stopped.'
    severity: 1
    query: '''
      AppMetrics
      | where AppRoleName == 'facefunctions' and Name == 'facefunctions.reconcile.runs'
      | summarize Value = count()
      '''
    operator: 'LessThan'
    threshold: 1
    window: 'PT30M'
  }
]

resource receivers 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: '${namePrefix}-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'faces'
    enabled: true
    emailReceivers: [for (email, i) in emails: { name: 'operator-${i}', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts: {
    name: '${namePrefix}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: alert.description
      severity: alert.severity
      enabled: true
      autoMitigate: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      // Before the first telemetry comes the tables are empty, which is no reason to refuse the rule.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(emails) ? [] : [receivers.id] }
    }
  }
]

resource undelivered 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${namePrefix}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'Events of uploaded photos could not be delivered for a day and lie in the container dead-letters. The reconcile pass enrolls those of the gallery.'
    severity: 2
    enabled: true
    autoMitigate: true
    scopes: [topicId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-lettered'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DeadLetteredCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: empty(emails) ? [] : [{ actionGroupId: receivers.id }]
  }
}
