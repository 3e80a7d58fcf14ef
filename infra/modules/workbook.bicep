// A workbook over the app's telemetry. Its queries are in workbook.json; tests hold them to the names under which the app sends.
import { tagSet } from 'types.bicep'

param title string
param location string
param tags tagSet
param workspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = { name: workspaceName }

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspace.id, 'facefunctions')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: title
    category: 'workbook'
    sourceId: workspace.id
    serializedData: replace(loadTextContent('workbook.json'), '{workspaceId}', workspace.id)
  }
}
