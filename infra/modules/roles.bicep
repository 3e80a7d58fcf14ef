// The role assignments of the deployment, each with its reason. Names come from guid(), so that deploying twice changes nothing.
// One more is in keys.bicep: storage cannot be encrypted with a customer's key before its identity may use it, and what is here comes after storage.
import { operator } from 'types.bicep'

param hostAccountName string
param dataAccountName string
param insightsName string
param workspaceName string

@description('Null where there is no search service.')
param searchName string?

param poisonQueue string
param deadLetterContainer string

param appPrincipalId string
param topicPrincipalId string
param operators operator[]

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var roles = {
  logAnalyticsReader: '73c42c96-874c-492b-b04d-ab87d138a893'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  searchIndexDataContributor: '8ebe5a00-799e-43f5-93ac-243d3dce84a7'
  searchServiceContributor: '7ca78c08-252a-4471-8644-bb5ff32d4ba0'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageBlobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageQueueDataMessageProcessor: '8a0f0c08-91a1-4084-bc3d-661d67233fed'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource hostAccount 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: hostAccountName
}

resource dataAccount 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: dataAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource gallery 'containers' existing = { name: 'gallery' }
    resource probes 'containers' existing = { name: 'probes' }
    resource results 'containers' existing = { name: 'results' }
    resource snapshots 'containers' existing = { name: 'snapshots' }
    resource calibration 'containers' existing = { name: 'calibration' }
    resource deadLetters 'containers' existing = { name: deadLetterContainer }
  }

  resource queues 'queueServices' existing = {
    name: 'default'

    resource poison 'queues' existing = { name: poisonQueue }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource search 'Microsoft.Search/searchServices@2025-05-01' existing = if (searchName != null) {
  name: searchName!
}

// The Functions host, with the app's identity.

resource hostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostAccount
  name: guid(hostAccount.id, appPrincipalId, roles.storageBlobDataOwner)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'Functions host: reads its package, keeps its keys, locks and timer state.'
  }
}

resource hostQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostAccount
  name: guid(hostAccount.id, appPrincipalId, roles.storageQueueDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'Functions host: passes blob events on through a queue of its own.'
  }
}

resource hostTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostAccount
  name: guid(hostAccount.id, appPrincipalId, roles.storageTableDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'Functions host: writes its diagnostic events.'
  }
}

resource hostPoison 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: dataAccount::queues::poison
  name: guid(dataAccount::queues::poison.id, appPrincipalId, roles.storageQueueDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'Functions host: leaves a message about each photo that failed too often; the app counts them.'
  }
}

// The app. Containers one by one: it can create none, and read no dead letters. Tables of the account all: each bundle has one, named by the bundle.

resource appGallery 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: dataAccount::blobs::gallery
  name: guid(dataAccount::blobs::gallery.id, appPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App: reads photos to enroll them, and erases them.'
  }
}

resource appProbes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: dataAccount::blobs::probes
  name: guid(dataAccount::blobs::probes.id, appPrincipalId, roles.storageBlobDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App: reads photos to identify them.'
  }
}

resource appResults 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: dataAccount::blobs::results
  name: guid(dataAccount::blobs::results.id, appPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App: writes answers, and deletes those whose photo is gone.'
  }
}

resource appSnapshots 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: dataAccount::blobs::snapshots
  name: guid(dataAccount::blobs::snapshots.id, appPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App: keeps copies of the vectors that new instances start from, and deletes those with something that was erased.'
  }
}

resource appCalibration 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: dataAccount::blobs::calibration
  name: guid(dataAccount::blobs::calibration.id, appPrincipalId, roles.storageBlobDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App: reads the calibration of its thresholds, which operators write.'
  }
}

resource appTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: dataAccount
  name: guid(dataAccount.id, appPrincipalId, roles.storageTableDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App: keeps the rows and vectors of the gallery, in a table for each bundle, and erases from all of them.'
  }
}

resource appTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, appPrincipalId, roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App and Functions host: send telemetry, as keys are turned off.'
  }
}

// The narrowest built-in roles: one for documents, one for indexes. They could be given on single indexes, but the app makes those, one a bundle.
resource appIndexData 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (searchName != null) {
  scope: search
  name: guid(search.id, appPrincipalId, roles.searchIndexDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.searchIndexDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App: brings vectors into the search index, asks it, and erases.'
  }
}

resource appIndexes 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (searchName != null) {
  scope: search
  name: guid(search.id, appPrincipalId, roles.searchServiceContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.searchServiceContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    description: 'App: makes the search index of its bundle, and deletes those of bundles that are gone.'
  }
}

// Azure's own services.

resource topicDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: dataAccount::blobs::deadLetters
  name: guid(dataAccount::blobs::deadLetters.id, topicPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: topicPrincipalId
    principalType: 'ServicePrincipal'
    description: 'Event Grid: leaves events that it could not deliver.'
  }
}

// People who run it.

resource operatorBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for operator in operators: {
    scope: dataAccount
    name: guid(dataAccount.id, operator.principalId, roles.storageBlobDataContributor)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
      principalId: operator.principalId
      principalType: operator.principalType
      description: 'Operator: uploads photos, reads answers and dead letters, makes copies.'
    }
  }
]

resource operatorTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for operator in operators: {
    scope: dataAccount
    name: guid(dataAccount.id, operator.principalId, roles.storageTableDataContributor)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
      principalId: operator.principalId
      principalType: operator.principalType
      description: 'Operator: fills the table of a new bundle, and deletes those of old ones.'
    }
  }
]

resource operatorPoison 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for operator in operators: {
    scope: dataAccount::queues::poison
    name: guid(dataAccount::queues::poison.id, operator.principalId, roles.storageQueueDataMessageProcessor)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataMessageProcessor)
      principalId: operator.principalId
      principalType: operator.principalType
      description: 'Operator: looks at poison messages and removes them.'
    }
  }
]

resource operatorTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for operator in operators: {
    scope: workspace
    name: guid(workspace.id, operator.principalId, roles.logAnalyticsReader)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.logAnalyticsReader)
      principalId: operator.principalId
      principalType: operator.principalType
      description: 'Operator: reads telemetry, and what alerts and the workbook show.'
    }
  }
]

resource operatorSearch 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for operator in operators: if (searchName != null) {
    scope: search
    name: guid(search.id, operator.principalId, roles.searchIndexDataContributor)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.searchIndexDataContributor)
      principalId: operator.principalId
      principalType: operator.principalType
      description: 'Operator: looks into the search index and clears it.'
    }
  }
]
